package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.jvm.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The logs of an engine: what it appends waits for a moment, or while the disk is full.
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

  /** Keeps what is appended in memory until {@link #write}, or until there is much of it. */
  void append(String log, Octets bytes) {
    Backlog backlog = open.get(log);
    if (backlog == null) {
      store.append(log, bytes);
    } else {
      backlog.append(bytes);
    }
  }

  /** Writes what waits of one log, where there is room. */
  void write(String log) {
    Backlog backlog = open.get(log);
    if (backlog != null) {
      backlog.write();
    }
  }

  /** The logs of which something waits to be written. */
  List<String> waiting() {
    List<String> waiting = new ArrayList<>();
    open.forEach((log, backlog) -> {
      if (backlog.isWaiting()) {
        waiting.add(log);
      }
    });
    return waiting;
  }

  void replace(String log, Octets bytes) {
    Backlog backlog = open.get(log);
    if (backlog != null) {
      backlog.clear();
    }
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
      if (backlog.isFull()) {
        return true;
      }
    }
    return false;
  }

  boolean isFull(String log) {
    Backlog backlog = open.get(log);
    return backlog != null && backlog.isFull();
  }

  void close() {
    store.close();
  }
}
