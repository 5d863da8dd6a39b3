package dev.goatdb.fuzz;

import com.sun.management.ThreadMXBean;
import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import dev.goatdb.fuzz.decoder.Target;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a decoder one input and says which promise it broke, if any.
 *
 * <p>Memory and time are those of the thread, not of the machine, and what exceeds a limit is tried
 * again before it counts: the first time a class may be loaded.
 */
public final class Judge {
  /** Far more than any input of a megabyte may take, and less than what nobody waits for. */
  private static final long MOST_NANOS = 2_000_000_000L;

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int TRIES = 3;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final int patience;
  private final long mostNanos;

  private Judge(int patience, long nanos) {
    this.patience = patience;
    this.mostNanos = patience * nanos;
  }

  /** One for decoders as they are. */
  public static Judge exact() {
    return new Judge(1, MOST_NANOS);
  }

  /** One for decoders with probes in them, which cost memory and time themselves. */
  static Judge ofProbed() {
    return new Judge(8, MOST_NANOS);
  }

  /** One that waits no longer than so many nanoseconds. */
  static Judge impatient(long nanos) {
    return new Judge(1, nanos);
  }

  /** Which promise was broken. */
  public enum Promise {
    ONLY_DECLARED_ERRORS,
    MEMORY_IS_BOUNDED,
    WHAT_WAS_READ_IS_RIGHT,
    IT_ENDS_SOON
  }

  /** A promise that was broken, and how. */
  public record Finding(Promise promise, String what, @Nullable Throwable cause) {
    @Override
    public String toString() {
      return promise + ": " + what;
    }
  }

  /** What one attempt took. */
  private record Attempt(@Nullable Finding wrong, long bytes, long nanos) {}

  /** Judges on the calling thread; does not come back where the decoder does not. */
  public Optional<Finding> judge(Target<?> target, Octets input) {
    long most = patience * target.mostMemory(input.size());
    Attempt best = new Attempt(null, Long.MAX_VALUE, Long.MAX_VALUE);
    for (int i = 0; i < TRIES && (best.bytes > most || best.nanos > mostNanos); i++) {
      Attempt attempt = attempt(target, input);
      if (attempt.wrong != null) {
        return Optional.of(attempt.wrong);
      }
      best =
          new Attempt(
              null, Math.min(best.bytes, attempt.bytes), Math.min(best.nanos, attempt.nanos));
    }
    return exceeded(best, most, input.size());
  }

  private Optional<Finding> exceeded(Attempt best, long most, int size) {
    if (best.bytes > most) {
      return Optional.of(
          new Finding(
              Promise.MEMORY_IS_BOUNDED,
              "allocates " + best.bytes + " bytes for " + size + ", more than " + most,
              null));
    }
    return best.nanos > mostNanos
        ? Optional.of(
            new Finding(
                Promise.IT_ENDS_SOON,
                "takes " + best.nanos / 1_000_000 + " ms for " + size + " bytes",
                null))
        : Optional.empty();
  }

  /** The same on a thread of its own, which is left behind where the decoder does not come back. */
  public Optional<Finding> judgeSoon(Target<?> target, Octets input) {
    return judgeWithin(LONGEST, target, input);
  }

  Optional<Finding> judgeWithin(Duration longest, Target<?> target, Octets input) {
    FutureTask<Optional<Finding>> task = new FutureTask<>(() -> judge(target, input));
    Thread thread = new Thread(null, task, "fuzz " + target.name());
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hangs) {
      thread.interrupt();
      return Optional.of(
          new Finding(
              Promise.IT_ENDS_SOON, "has no end after " + longest.toSeconds() + " s", null));
    } catch (ExecutionException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static <T> Attempt attempt(Target<T> target, Octets input) {
    Octets bytes = Octets.of(input.array());
    long nanos = THREADS.getCurrentThreadCpuTime();
    long memory = THREADS.getCurrentThreadAllocatedBytes();
    T read = null;
    Finding wrong = null;
    try {
      read = target.decoder().decode(bytes);
    } catch (GoatException refused) {
      wrong = declared(target, refused);
    } catch (RuntimeException | Error failure) {
      wrong = new Finding(Promise.ONLY_DECLARED_ERRORS, "throws " + failure, failure);
    }
    memory = THREADS.getCurrentThreadAllocatedBytes() - memory;
    if (read != null) {
      wrong = check(target, read, bytes);
    }
    if (wrong == null && !bytes.equals(input)) {
      wrong = new Finding(Promise.WHAT_WAS_READ_IS_RIGHT, "writes to its input", null);
    }
    return new Attempt(wrong, memory, THREADS.getCurrentThreadCpuTime() - nanos);
  }

  private static @Nullable Finding declared(Target<?> target, GoatException refused) {
    return target.errors().contains(refused.code())
        ? null
        : new Finding(
            Promise.ONLY_DECLARED_ERRORS,
            "throws the error '" + refused.code() + "', which it does not declare: " + refused,
            refused);
  }

  private static <T> @Nullable Finding check(Target<T> target, T read, Octets bytes) {
    try {
      target.check().check(read, bytes);
      return null;
    } catch (Target.Broken broken) {
      return new Finding(
          Promise.WHAT_WAS_READ_IS_RIGHT, "what it read " + broken.getMessage(), broken);
    } catch (RuntimeException | Error failure) {
      return new Finding(
          Promise.ONLY_DECLARED_ERRORS, "fails with what it read: " + failure, failure);
    }
  }
}
