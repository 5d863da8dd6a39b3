package dev.goatdb.jvm;

import dev.goatdb.core.Engine;
import dev.goatdb.core.value.RepositoryPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which repositories are open: all that are in use, and of the others those that were used last.
 *
 * <p>Its methods are called under the lock of the host.
 */
final class Residency {
  private final Logs logs;
  private final Predicate<RepositoryPath> watched;
  private final Consumer<RepositoryPath> secure;
  private final Consumer<RepositoryPath> opened;
  private final int mostOpen;
  private final LinkedHashMap<RepositoryPath, Boolean> uses = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param watched whether somebody listens to a repository, which then stays open
   * @param secure makes a log safe that was just read, before anybody builds on it
   * @param opened told what was opened
   */
  Residency(
      Logs logs,
      Predicate<RepositoryPath> watched,
      Consumer<RepositoryPath> secure,
      Consumer<RepositoryPath> opened,
      int mostOpen) {
    this.logs = logs;
    this.watched = watched;
    this.secure = secure;
    this.opened = opened;
    this.mostOpen = mostOpen;
  }

  /** Whether a repository is open, which counts as a use of it. */
  boolean isOpen(Engine engine, RepositoryPath path) {
    return uses.get(path) != null && engine.isOpen(path);
  }

  /**
   * Opens a repository where it is not, and closes some that were not used for the longest time.
   */
  void open(Engine engine, RepositoryPath path) {
    if (isOpen(engine, path)) {
      return;
    }
    if (!engine.isOpen(path)) {
      engine.open(path, logs.open(path.toString()));
      if (!engine.status(path).endsSafe()) {
        secure.accept(path);
      }
      opened.accept(path);
    }
    uses.put(path, true);
    if (uses.size() > mostOpen) {
      List.copyOf(uses.keySet()).stream()
          .filter(idle -> !idle.equals(path) && engine.isOpen(idle) && !watched.test(idle))
          .filter(idle -> engine.status(idle).isIdle())
          .limit(Math.max(1, mostOpen / 8))
          .forEach(idle -> close(engine, idle));
    }
  }

  private void close(Engine engine, RepositoryPath idle) {
    engine.release(idle);
    uses.remove(idle);
  }
}
