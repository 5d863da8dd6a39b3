package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many writes of a file there were, and how many of them the disk has confirmed.
 *
 * <p>One force runs at a time, and it confirms every write that had ended when it began. So of the
 * callers that wait for their turn meanwhile, the first forces once for all, and the others find
 * theirs done.
 *
 * <p>A force that fails is never followed by another. The kernel reports a lost write once and
 * counts its pages as clean from then on, so the next force would succeed without having written
 * them: see Rebello and others, <i>Can Applications Recover from fsync Failures?</i>, USENIX ATC
 * 2020.
 */
final class GroupCommit {
  private final Path file;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicLong written = new AtomicLong();
  private volatile long confirmed;
  private volatile @Nullable IOException failure;

  GroupCommit(Path file) {
    this.file = file;
  }

  /** Something done to files. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** Notes a write that has ended. */
  void wrote() {
    written.incrementAndGet();
  }

  /** Whether a force failed. */
  boolean isBroken() {
    return failure != null;
  }

  /** Throws what {@link #confirm} threw when a force failed. */
  void check() {
    IOException broken = failure;
    if (broken != null) {
      throw Failures.unconfirmed(file, broken);
    }
  }

  /** Returns when every write noted before the call is confirmed, by this force or another. */
  void confirm(Step force) {
    check();
    long wanted = written.get();
    if (confirmed >= wanted) {
      return;
    }
    turn.lock();
    try {
      check();
      if (confirmed < wanted) {
        long covered = written.get();
        force.run();
        confirmed = covered;
      }
    } catch (IOException failed) {
      failure = failed;
      throw Failures.unconfirmed(file, failed);
    } finally {
      turn.unlock();
    }
  }

  /** Keeps forces away during a step, such as one that puts another file in place. */
  void alone(Step step) throws IOException {
    turn.lock();
    try {
      step.run();
    } finally {
      turn.unlock();
    }
  }
}
