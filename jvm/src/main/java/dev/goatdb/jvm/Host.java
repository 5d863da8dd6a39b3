package dev.goatdb.jvm;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Notice;
import dev.goatdb.core.Settings;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.host.Randomness;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One engine and the world around it.
 *
 * <p>Every call takes the lock, tells the time, calls the engine and carries its effects out: bytes
 * are written in place, signatures and syncs go to threads of their own and come back as calls.
 */
public final class Host implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  private static final long SIGNING_MILLIS = 30_000;
  private static final long MOST_WAITING_BYTES = 4 << 20;

  static {
    Pure.install(new JvmFunctions());
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Identity identity;
  private final Store store;
  private final Consumer<Notice> listener;
  private final Engine engine;
  private final Threads threads = new Threads();
  private final Carrier carrier;
  private @Nullable GoatException failure;
  private int connections;
  private final boolean authority;
  private boolean closed;

  /**
   * @param authority whether this engine judges for its organisation
   * @param listener told every notice, under the lock, in order; it must be quick
   */
  public Host(
      Identity identity,
      Store store,
      boolean authority,
      Schemas schemas,
      int commitsPerSecond,
      Consumer<Notice> listener) {
    this.identity = identity;
    this.store = store;
    this.listener = listener;
    this.authority = authority;
    this.carrier = new Carrier(identity, store, threads, this);
    SecureRandom random = new SecureRandom();
    Randomness randomness = random::nextBytes;
    Settings settings =
        new Settings(
            identity.organisation(),
            identity.rootKey(),
            identity.sessionKey(),
            authority ? Settings.Role.AUTHORITY : Settings.Role.KEEPER,
            identity.trusted(),
            schemas,
            commitsPerSecond,
            Limits.DEFAULT);
    this.engine = new Engine(settings, randomness, System.currentTimeMillis());
  }

  /** Opens every log there is. */
  public void openAll() {
    store.logs().forEach(log -> open(RepositoryPath.parse(log)));
  }

  /** Opens a repository where it is not open yet. */
  public void open(RepositoryPath path) {
    call(on -> {
      if (!on.isOpen(path)) {
        on.open(path, store.load(path.toString()));
      }
      return path;
    });
  }

  /**
   * Calls the engine and carries out what follows; throws {@code Closed} after {@link #close()}.
   */
  public <T> T call(Function<Engine, T> action) {
    lock.lock();
    try {
      checkUsable();
      engine.timePassed(System.currentTimeMillis());
      try {
        return action.apply(engine);
      } finally {
        carryOut();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks the engine something that changes nothing. */
  public <T> T read(Function<Engine, T> question) {
    lock.lock();
    try {
      checkUsable();
      return question.apply(engine);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the engine is in a state; returns false where that takes longer than {@code
   * millis}.
   */
  public boolean await(Predicate<Engine> state, long millis) {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      checkUsable();
      while (!state.test(engine)) {
        if (left <= 0) {
          return false;
        }
        left = progress.awaitNanos(left);
        checkUsable();
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new GoatException.Closed("Waiting was interrupted.", "Call again.")
          .causedBy(interrupted);
    } finally {
      lock.unlock();
    }
  }

  /** Makes everything durable on this device, receipts that are owed included. */
  public void flush() {
    Map<RepositoryPath, Long> positions = call(Engine::flush);
    positions.keySet().forEach(path -> store.sync(path.toString()));
    later(on -> positions.forEach(on::synced));
    if (authority) {
      await(on -> on.open().stream().allMatch(path -> on.unreceipted(path) == 0), SIGNING_MILLIS);
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
    lock.lock();
    try {
      later(on -> on.received(id, frame));
      while (!closed && failure == null && engine.inboxBytes(id) > MOST_WAITING_BYTES) {
        progress.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
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
    if (!shut()) {
      return;
    }
    threads.close();
    store.close();
  }

  /** Ends the engine's work whatever happens; says whether this was the first time. */
  private boolean shut() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      try {
        if (failure == null) {
          engine.timePassed(System.currentTimeMillis());
          engine.flush();
          carryOut();
        }
      } catch (GoatException failed) {
        LOG.error("Closing: {}", failed.getMessage());
      }
      return true;
    } finally {
      closed = true;
      carrier.hangUpAll("closed");
      progress.signalAll();
      lock.unlock();
    }
  }

  /** Which organisation this is must be remembered before a log says so. */
  private void carryOut() {
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
      listener.accept(notice);
    }
    progress.signalAll();
  }

  /** Calls the engine unless the host is closed by now. */
  void later(Consumer<Engine> action) {
    lock.lock();
    try {
      if (!closed && failure == null) {
        try {
          engine.timePassed(System.currentTimeMillis());
          action.accept(engine);
        } finally {
          carryOut();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** After a failed write nothing is promised any more: every further call says why. */
  void fail(GoatException error) {
    lock.lock();
    try {
      if (failure != null) {
        return;
      }
      failure = error;
      LOG.error("{}", error.getMessage());
      carrier.hangUpAll("storage failed");
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void checkUsable() {
    if (closed) {
      throw new GoatException.Closed("The database is closed.", "Open it again.");
    }
    if (failure != null) {
      throw failure;
    }
  }
}
