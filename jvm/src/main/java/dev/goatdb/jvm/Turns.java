package dev.goatdb.jvm;

import dev.goatdb.core.Engine;
import dev.goatdb.error.GoatException;
import java.util.Optional;
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
 * One call of the engine at a time: before it the engine is told the time, after it what follows is
 * carried out.
 */
final class Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Engine engine;
  private final Consumer<Engine> aftermath;
  private @Nullable GoatException failure;
  private boolean stays;
  private boolean closing;
  private boolean closed;

  /**
   * @param aftermath carries out what follows from a call, under the lock
   */
  Turns(Engine engine, Consumer<Engine> aftermath) {
    this.engine = engine;
    this.aftermath = aftermath;
  }

  /** Calls the engine; throws {@code Closed} after {@link #close}. */
  <T> T call(Function<Engine, T> action) {
    lock.lock();
    try {
      checkUsable();
      return turn(action);
    } finally {
      lock.unlock();
    }
  }

  /** Calls the engine unless that is over by now. */
  void later(Consumer<Engine> action) {
    lock.lock();
    try {
      if (!closed && failure == null) {
        turn(on -> {
          action.accept(on);
          return on;
        });
      }
    } finally {
      lock.unlock();
    }
  }

  private <T> T turn(Function<Engine, T> action) {
    try {
      passTime();
      return action.apply(engine);
    } finally {
      aftermath.accept(engine);
      progress.signalAll();
    }
  }

  /** What goes wrong when something is due is no fault of the call that comes at that time. */
  private void passTime() {
    try {
      engine.timePassed(System.currentTimeMillis());
    } catch (GoatException due) {
      LOG.error("What was due could not be done: {}", due.getMessage());
    }
  }

  /** Asks the engine something that changes nothing. */
  <T> T read(Function<Engine, T> question) {
    lock.lock();
    try {
      checkUsable();
      return question.apply(engine);
    } finally {
      lock.unlock();
    }
  }

  /** The same without waiting; nothing where somebody else has the engine. */
  <T> Optional<T> tryRead(Function<Engine, Optional<T>> question) {
    if (!lock.tryLock()) {
      return Optional.empty();
    }
    try {
      checkUsable();
      return question.apply(engine);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The thread that has the lock keeps it until it says otherwise: whatever would wait for others
   * throws {@code InvalidValue} meanwhile.
   */
  void stay(boolean on) {
    stays = on;
  }

  private void requireMayWait() {
    if (stays && lock.isHeldByCurrentThread()) {
      throw new GoatException.InvalidValue(
          "Nothing can be waited for within edits that are made atomically.",
          "Flush, sync or close after them.");
    }
  }

  /** Waits until the engine is in a state; false where that takes longer than {@code millis}. */
  boolean await(Predicate<Engine> state, long millis) {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      checkUsable();
      requireMayWait();
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

  /** Calls the engine, then waits for as long as it is in a state. */
  void laterWhile(Consumer<Engine> action, Predicate<Engine> state) {
    lock.lock();
    try {
      requireMayWait();
      later(action);
      while (!closed && failure == null && state.test(engine)) {
        progress.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether no call can be made any more because everything failed. */
  boolean isFailed() {
    return failure != null;
  }

  /** From now on every call says why; false where that was so before. */
  boolean fail(GoatException error) {
    lock.lock();
    try {
      boolean first = failure == null;
      failure = first ? error : failure;
      progress.signalAll();
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** Does a last thing and ends; false where that was done before. */
  boolean close(Runnable last) {
    lock.lock();
    try {
      requireMayWait();
      if (closed) {
        return false;
      }
      closing = true;
      last.run();
      return true;
    } finally {
      closed |= closing;
      progress.signalAll();
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
