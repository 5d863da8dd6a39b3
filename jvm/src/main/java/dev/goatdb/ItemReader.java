package dev.goatdb;

import dev.goatdb.core.Scan;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;

/**
 * Reads all items of a repository, some at a time: the next are read while the program is busy with
 * those before them, where a processor and the engine are free.
 */
final class ItemReader implements Iterator<ItemView> {
  private static final int AT_A_TIME = 500;
  private static final boolean AHEAD = Runtime.getRuntime().availableProcessors() > 1;

  private final Shelf shelf;
  private final RepositoryPath path;
  private final Scan scan;
  private final ArrayDeque<Snapshot> read = new ArrayDeque<>();
  private Optional<FutureTask<Optional<List<Scan.Seen>>>> ahead = Optional.empty();
  private boolean done;

  ItemReader(Shelf shelf, RepositoryPath path) {
    this.shelf = shelf;
    this.path = path;
    this.scan = shelf.ask(path, engine -> engine.scan(path));
  }

  @Override
  public boolean hasNext() {
    while (read.isEmpty() && !done) {
      List<Scan.Seen> seen = more();
      done = seen.size() < AT_A_TIME;
      if (AHEAD && !done) {
        lookAhead();
      }
      for (Scan.Seen item : seen) {
        if (!item.state().deleted()) {
          shelf.snapshot(path, item).ifPresent(read::add);
        }
      }
    }
    return !read.isEmpty();
  }

  private List<Scan.Seen> more() {
    Optional<List<Scan.Seen>> known = ahead.flatMap(ItemReader::take);
    ahead = Optional.empty();
    return known.orElseGet(() -> shelf.ask(path, engine -> scan.next(AT_A_TIME)));
  }

  /** Whoever has the engine may be waiting for this thread, so another one does not wait for it. */
  private void lookAhead() {
    FutureTask<Optional<List<Scan.Seen>>> task =
        new FutureTask<>(() -> shelf.tryAsk(path, engine -> scan.next(AT_A_TIME)));
    ahead = Optional.of(task);
    ForkJoinPool.commonPool().execute(task);
  }

  /** What was read ahead; where no thread has begun with it, this one does it now. */
  private static Optional<List<Scan.Seen>> take(FutureTask<Optional<List<Scan.Seen>>> task) {
    task.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public ItemView next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return read.remove();
  }
}
