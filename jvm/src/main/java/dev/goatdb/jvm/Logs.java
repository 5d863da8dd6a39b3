package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The logs of an engine: what it appends is written in place, or waits while the disk is full.
 *
 * <p>All but {@link #sync} is called under the lock of the host.
 */
final class Logs {
  private final Store store;
  private final Map<String, Backlog> open = new HashMap<>();

  Logs(Store store) {
    this.store = store;
  }

  List<String> names() {
    return store.logs();
  }

  StoredLog open(String log) {
    StoredLog stored = store.open(log);
    Backlog backlog = new Backlog(store, log, stored.log());
    open.put(log, backlog);
    return new StoredLog(backlog, stored.index());
  }

  void append(String log, Octets bytes) {
    Backlog backlog = open.get(log);
    if (backlog == null) {
      store.append(log, bytes);
    } else {
      backlog.append(bytes);
    }
  }

  void replace(String log, Octets bytes) {
    store.replace(log, bytes);
  }

  void truncate(String log, long length) {
    store.truncate(log, length);
  }

  void derive(String log, long offset, Octets bytes) {
    store.derive(log, offset, bytes);
  }

  void release(String log) {
    open.remove(log);
    store.release(log);
  }

  /** Called by any thread; an error where not everything is written yet. */
  void sync(String log) {
    store.sync(log);
  }

  /** Whether something waits for room on the disk. */
  boolean isFull() {
    for (Backlog backlog : open.values()) {
      if (!backlog.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  boolean isFull(String log) {
    Backlog backlog = open.get(log);
    return backlog != null && !backlog.isEmpty();
  }

  /** Tries again to write what waits; whether everything is written now. */
  boolean drain() {
    @Nullable GoatException first = null;
    for (Backlog backlog : open.values()) {
      try {
        backlog.drain();
      } catch (GoatException failed) {
        first = failed;
      }
    }
    if (first != null) {
      throw first;
    }
    return !isFull();
  }

  void close() {
    store.close();
  }
}
