package dev.goatdb.jvm;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Notice;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One engine and the world around it.
 *
 * <p>Every call takes the lock, tells the time, calls the engine and carries its effects out: bytes
 * are written in a moment or when somebody flushes, signatures and syncs go to threads of their own
 * and come back as calls.
 */
public final class Host implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  private static final long SIGNING_MILLIS = 30_000;
  private static final long SYNCING_MILLIS = 600_000;
  private static final long CLOSING_MILLIS = 10_000;
  private static final long MOST_WAITING_BYTES = 4 << 20;

  static {
    Pure.install(new JvmFunctions());
  }

  private final Identity identity;
  private final Logs logs;
  private final Consumer<List<Notice>> listener;
  private final Residency residency;
  private final Threads threads = new Threads();
  private final Carrier carrier;
  private final Turns turns;
  private final boolean authority;
  private int connections;

  /**
   * @param options what the engine is told
   * @param listener told the notices of every call, under the lock, in order; it must be quick
   * @param watched whether somebody listens to a repository, which then stays open
   * @param opened told, under the lock, which repository was opened; it must be quick
   */
  public Host(
      Identity identity,
      Store store,
      HostOptions options,
      Consumer<List<Notice>> listener,
      Predicate<RepositoryPath> watched,
      Consumer<RepositoryPath> opened) {
    this.identity = identity;
    this.logs = new Logs(store);
    this.listener = listener;
    this.authority = options.authority();
    this.carrier = new Carrier(identity, logs, threads, this, authority);
    this.residency = new Residency(logs, watched, carrier::secure, opened, options.mostOpen());
    this.turns =
        new Turns(
            new Engine(options.settings(identity), new Chance(), System.currentTimeMillis()),
            this::carryOut);
  }

  /** Opens every log there is. */
  public void openAll() {
    logs().forEach(path -> on(path, engine -> path));
  }

  /** The repositories that exist or are open. */
  public Set<RepositoryPath> logs() {
    return read(engine -> {
      Set<RepositoryPath> paths = new TreeSet<>(engine.open());
      logs.names().forEach(log -> paths.add(RepositoryPath.parse(log)));
      return paths;
    });
  }

  /** Calls the engine and does what follows; throws {@code Closed} after {@link #close()}. */
  public <T> T call(Function<Engine, T> action) {
    return turns.call(action);
  }

  /** The same for one repository, which is opened where it is not. */
  public <T> T on(RepositoryPath path, Function<Engine, T> action) {
    return call(on -> {
      residency.open(on, path);
      return action.apply(on);
    });
  }

  /** The same for a change; throws {@code StorageFailed} while the disk is full. */
  public void edit(RepositoryPath path, Consumer<Engine> action) {
    on(
        path,
        on -> {
          carrier.requireRoom();
          action.accept(on);
          return path;
        });
  }

  /**
   * Makes edits on this thread that count all together or not at all: where they throw, or items
   * have other heads than expected, none does.
   */
  public void atomically(Map<ItemPath, List<CommitId>> expected, Runnable edits) {
    call(on -> {
      expected.keySet().forEach(item -> residency.open(on, item.repository()));
      on.atomic().begin(expected);
      turns.stay(true);
      boolean whole = false;
      try {
        edits.run();
        whole = true;
      } finally {
        turns.stay(false);
        if (whole) {
          on.atomic().finish();
        } else {
          on.atomic().cancel();
        }
      }
      return on;
    });
  }

  /** Asks the engine something about a repository, which is opened where it is not. */
  public <T> T look(RepositoryPath path, Function<Engine, T> question) {
    return read(
        engine -> residency.isOpen(engine, path) ? question.apply(engine) : on(path, question));
  }

  /**
   * The same without waiting; nothing where others have the engine, or the repository is closed.
   */
  public <T> Optional<T> tryLook(RepositoryPath path, Function<Engine, T> question) {
    return turns.tryRead(
        on -> residency.isOpen(on, path) ? Optional.of(question.apply(on)) : Optional.empty());
  }

  /** Asks the engine something that changes nothing. */
  public <T> T read(Function<Engine, T> question) {
    return turns.read(question);
  }

  /** Waits until the engine is in a state; false where that takes longer than {@code millis}. */
  public boolean await(Predicate<Engine> state, long millis) {
    return turns.await(state, millis);
  }

  /**
   * Commits what waits; where {@code synced}, returns when all is on the disk, and receipts that
   * are owed are signed. Throws {@code StorageFailed} where that cannot be.
   */
  public void flush(boolean synced) {
    Map<RepositoryPath, Long> positions = call(Engine::commit);
    call(on -> {
      carrier.write();
      carrier.requireRoom();
      positions.keySet().forEach(carrier::requireSound);
      return on;
    });
    if (!synced) {
      return;
    }
    call(on -> {
      positions.keySet().forEach(on::sync);
      return positions;
    });
    positions.keySet().forEach(carrier::syncNow);
    boolean safe =
        await(
            on -> {
              positions.keySet().forEach(carrier::requireSound);
              return positions.entrySet().stream()
                  .allMatch(log ->
                      !on.isOpen(log.getKey()) || on.status(log.getKey()).safe() >= log.getValue());
            },
            SYNCING_MILLIS);
    if (safe && authority) {
      safe =
          await(
              on -> on.open().stream().allMatch(path -> on.status(path).unreceipted() == 0),
              SIGNING_MILLIS);
    }
    read(on -> {
      carrier.requireSound();
      return on;
    });
    if (!safe) {
      throw new GoatException.StorageFailed(
          "The disk does not answer.", "Check it; what was flushed before is safe.");
    }
  }

  /** Attaches a transport; gives the number to name it by. */
  public int connect(Wire wire, boolean dialled) {
    return call(on -> {
      int id = ++connections;
      carrier.attach(id, wire);
      on.connected(id, dialled);
      return id;
    });
  }

  /**
   * A frame arrived on a transport; returns when the engine wants more, so that a fast sender
   * waits.
   */
  public void received(int id, byte[] frame) {
    turns.laterWhile(on -> on.received(id, frame), on -> on.inboxBytes(id) > MOST_WAITING_BYTES);
  }

  /** A transport is gone. */
  public void disconnected(int id) {
    later(on -> {
      carrier.detach(id);
      on.disconnected(id);
    });
  }

  /** Commits and syncs what is left, stops the threads and closes the store. */
  @Override
  public void close() {
    if (turns.close(this::finish)) {
      threads.close();
      logs.close();
    }
  }

  /** Makes all safe, writes the indexes and hangs up, whatever happens. */
  private void finish() {
    try {
      if (!turns.isFailed()) {
        call(on -> {
          on.flush();
          return on;
        });
        await(Engine::isAtRest, CLOSING_MILLIS);
        call(on -> {
          on.checkpoint();
          return on;
        });
      }
    } catch (GoatException failed) {
      LOG.error("Closing: {}", failed.getMessage());
    } finally {
      carrier.write();
      carrier.hangUpAll("closed");
    }
  }

  /** Which organisation this is must be remembered before a log says so. */
  private void carryOut(Engine engine) {
    List<Notice> notices = engine.notices();
    try {
      for (Notice notice : notices) {
        if (notice instanceof Notice.Joined joined) {
          identity.joined().accept(joined.rootKey());
        }
      }
      engine.effects().forEach(carrier::carryOut);
    } catch (GoatException failed) {
      fail(failed);
    }
    for (Notice notice : notices) {
      if (notice instanceof Notice.Warning warning) {
        LOG.warn("{}", warning.text());
      }
    }
    if (!notices.isEmpty()) {
      listener.accept(notices);
    }
  }

  /** Calls the engine unless the host is closed by now. */
  public void later(Consumer<Engine> action) {
    turns.later(action);
  }

  /** After a failure of all storage nothing is promised any more: every further call says why. */
  void fail(GoatException error) {
    if (turns.fail(error)) {
      LOG.error("{}", error.getMessage());
      carrier.hangUpAll("storage failed");
    }
  }
}
