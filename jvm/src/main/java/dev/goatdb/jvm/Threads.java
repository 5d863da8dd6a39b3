package dev.goatdb.jvm;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a database: one computes, one waits for the disk, one watches the clock. */
final class Threads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final long PATIENCE_SECONDS = 10;

  private final ExecutorService worker = Executors.newSingleThreadExecutor(named("goatdb-worker"));
  private final ExecutorService syncer = Executors.newSingleThreadExecutor(named("goatdb-sync"));
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, named("goatdb-timer"));

  Threads() {
    timer.setRemoveOnCancelPolicy(true);
  }

  void work(Runnable task) {
    submit(worker, task);
  }

  void sync(Runnable task) {
    submit(syncer, task);
  }

  @Nullable ScheduledFuture<?> at(long delayMillis, Runnable task) {
    try {
      return timer.schedule(guarded(task), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      return null;
    }
  }

  /** Does something after a while; that cannot be taken back. */
  void after(long delayMillis, Runnable task) {
    @Nullable ScheduledFuture<?> scheduled = at(delayMillis, task);
    if (scheduled == null) {
      LOG.trace("closing, a task is left out");
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    for (ExecutorService executor : new ExecutorService[] {worker, syncer}) {
      executor.shutdown();
      try {
        if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          LOG.warn("A thread of the database did not end in time.");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void submit(ExecutorService executor, Runnable task) {
    try {
      executor.execute(guarded(task));
    } catch (RejectedExecutionException closing) {
      LOG.trace("closing, a task is left out");
    }
  }

  /** What a task throws is a bug; it must at least be seen. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error bug) {
        LOG.error("A task of the database failed.", bug);
      }
    };
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
