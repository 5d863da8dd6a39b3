package dev.goatdb;

import dev.goatdb.core.Notice;
import dev.goatdb.core.Upgrades;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the code of upgrades where this database is the authority: in the background, some items at
 * a time, on a thread of its own and without the lock.
 */
final class Upgrader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upgrader.class);

  private static final int ITEMS_AT_ONCE = 64;
  private static final int MOST_WARNINGS = 20;
  private static final int LONGEST_MESSAGE = 200;

  /** Between two turns others get theirs, and what comes in gathers. */
  private static final long PAUSE_NANOS = 5_000_000;

  private final Host host;
  private final Map<SchemaId, UpgradeCode> codes;
  private final Upgrades upgrades;
  private final Set<RepositoryPath> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("goatdb-upgrades").factory());
  private int warnings;
  private volatile boolean closed;

  /** What became of an item: new values, or what was thrown. */
  private record Answer(Upgrades.Due due, Map<String, Value> values, Optional<Throwable> failure) {}

  private Upgrader(Host host, Map<SchemaId, UpgradeCode> codes) {
    this.host = host;
    this.codes = codes;
    this.upgrades = host.call(engine -> new Upgrades(engine, codes.keySet()));
  }

  /** The upgrades that there is code for, if any; says for which there is none. */
  static Optional<Upgrader> of(Host host, Options options) {
    Map<SchemaId, UpgradeCode> codes = UpgradeCode.of(options.upgrades, options.schemas);
    warnOfMissing(options, codes.keySet());
    return codes.isEmpty() ? Optional.empty() : Optional.of(new Upgrader(host, codes));
  }

  private static void warnOfMissing(Options options, Set<SchemaId> known) {
    for (Schema version : UpgradeCode.waiting(options.schemas)) {
      if (!known.contains(version.id())) {
        LOG.warn(
            "The upgrade to '{}' needs code for {}, and there is none here: these fields keep their"
                + " defaults in items of older versions. Give it with the option upgrade(\"{}\", {},"
                + " ...) of a server in Java.",
            version,
            String.join(", ", version.upgrade().coded()),
            version.namespace(),
            version.version());
      }
    }
  }

  /** A repository was opened, or something came in; called under the lock of the host. */
  void wake(RepositoryPath repository) {
    if (waiting.add(repository) && !closed) {
      try {
        thread.execute(this::run);
      } catch (RejectedExecutionException closing) {
        LOG.trace("closing, an upgrade is left out");
      }
    }
  }

  void hear(Notice notice) {
    if (notice instanceof Notice.Progress progress) {
      wake(progress.repository());
    }
  }

  /** Why an item could not be computed; called under the lock of the host. */
  Map<String, String> problems(ItemPath item) {
    return upgrades.problems(item);
  }

  /** What is being computed is not waited for: it comes again at the next opening. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
  }

  private void run() {
    for (RepositoryPath path : List.copyOf(waiting)) {
      waiting.remove(path);
      try {
        boolean more = true;
        while (more && !closed) {
          more = slice(path);
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (GoatException.Closed late) {
        LOG.debug("closed while {} was upgraded", path);
      } catch (GoatException stopped) {
        LOG.debug("The upgrade of {} waits: {}", path, stopped.getMessage());
        host.later(engine -> upgrades.restart(path));
      } catch (RuntimeException bug) {
        LOG.error("The upgrade of {} failed.", path, bug);
      }
    }
  }

  /** Some items of a repository; whether there are more. */
  private boolean slice(RepositoryPath path) {
    Upgrades.Slice slice = host.call(engine -> upgrades.next(path, ITEMS_AT_ONCE));
    if (slice.due().isEmpty()) {
      return slice.more();
    }
    List<Answer> answers = new ArrayList<>();
    for (Upgrades.Due due : slice.due()) {
      if (closed) {
        return false;
      }
      answers.add(compute(due));
    }
    host.edit(path, engine -> answers.forEach(this::write));
    return true;
  }

  private Answer compute(Upgrades.Due due) {
    ItemPath item = due.item();
    try {
      Snapshot old = new Snapshot(item.repository(), item.item(), due.before(), due.old());
      Map<String, ?> given =
          Objects.requireNonNull(codes.get(due.next().id())).function().apply(old);
      Map<String, Value> values = JavaValues.toValues(due.next(), JavaValues.returned(given));
      return new Answer(due, values, Optional.empty());
    } catch (RuntimeException | Error failed) {
      LOG.debug("The code of the upgrade to '{}' failed on {}.", due.next(), item, failed);
      return new Answer(due, Map.of(), Optional.of(failed));
    }
  }

  private void write(Answer answer) {
    try {
      if (answer.failure().isEmpty()) {
        upgrades.computed(answer.due(), answer.values());
      } else {
        fail(answer.due(), answer.failure().get());
      }
    } catch (GoatException.InvalidValue | GoatException.LimitExceeded wrong) {
      fail(answer.due(), wrong);
    }
  }

  /** Messages may quote what an item holds, so the log gets none of them. */
  private void fail(Upgrades.Due due, Throwable failure) {
    String name = failure.getClass().getSimpleName();
    boolean ours = failure instanceof GoatException;
    upgrades.failed(due, ours ? message(failure) : name + ": " + message(failure));
    if (++warnings <= MOST_WARNINGS) {
      LOG.warn(
          "The code of the upgrade to '{}' failed on {}, fields {}: {}{}. problems() of the item says"
              + " more; it is tried again when the item changes or is opened again.",
          due.next(),
          due.item(),
          String.join(", ", due.next().upgrade().coded()),
          name,
          ours ? "" : place(failure));
    }
    if (warnings == MOST_WARNINGS) {
      LOG.warn("Further items on which it fails are not logged.");
    }
  }

  /** One line of it, for it may be anything. */
  private static String message(Throwable failed) {
    String message = String.valueOf(failed.getMessage()).replace('\n', ' ').replace('\r', ' ');
    return message.length() > LONGEST_MESSAGE
        ? message.substring(0, LONGEST_MESSAGE) + "..."
        : message;
  }

  private static String place(Throwable failed) {
    StackTraceElement[] trace = failed.getStackTrace();
    return trace.length == 0 ? "" : " in " + trace[0];
  }
}
