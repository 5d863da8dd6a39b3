package dev.goatdb;

import dev.goatdb.core.Scan;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads all items of a repository, some at a time. */
final class ItemReader implements Iterator<ItemView> {
  private static final int AT_A_TIME = 500;

  private final Shelf shelf;
  private final RepositoryPath path;
  private final Scan scan;
  private final ArrayDeque<Snapshot> read = new ArrayDeque<>();
  private boolean done;

  ItemReader(Shelf shelf, RepositoryPath path) {
    this.shelf = shelf;
    this.path = path;
    this.scan = shelf.ask(path, engine -> engine.scan(path));
  }

  @Override
  public boolean hasNext() {
    while (read.isEmpty() && !done) {
      List<Scan.Seen> seen = shelf.ask(path, engine -> scan.next(AT_A_TIME));
      done = seen.size() < AT_A_TIME;
      for (Scan.Seen item : seen) {
        if (!item.state().deleted()) {
          shelf.snapshot(path, item).ifPresent(read::add);
        }
      }
    }
    return !read.isEmpty();
  }

  @Override
  public ItemView next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return read.remove();
  }
}
