package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.store.DiskFullException;
import dev.goatdb.jvm.store.Store;
import java.util.ArrayDeque;

/**
 * The end of a log that does not fit on the disk for the moment: it is kept in memory, in order,
 * and written as soon as there is room.
 */
final class Backlog implements StoredBytes {
  private final Store store;
  private final String log;
  private final StoredBytes stored;
  private final ArrayDeque<Octets> waiting = new ArrayDeque<>();
  private long waitingBytes;

  Backlog(Store store, String log, StoredBytes stored) {
    this.store = store;
    this.log = log;
    this.stored = stored;
  }

  /** Writes at once, or as soon as what waits is written; throws what is no matter of space. */
  void append(Octets bytes) {
    waiting.add(bytes);
    waitingBytes += bytes.size();
    drain();
  }

  /** Writes what waits as far as there is room. */
  void drain() {
    while (!waiting.isEmpty()) {
      try {
        store.append(log, waiting.element());
      } catch (GoatException failed) {
        if (DiskFullException.isBehind(failed)) {
          return;
        }
        throw failed;
      }
      waitingBytes -= waiting.remove().size();
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  @Override
  public boolean isResident() {
    return stored.isResident();
  }

  @Override
  public long size() {
    return stored.size() + waitingBytes;
  }

  @Override
  public Octets read(long offset, int length) {
    if (waiting.isEmpty()) {
      return stored.read(offset, length);
    }
    byte[] bytes = new byte[(int) Math.max(0, Math.min(length, size() - offset))];
    long at = stored.size();
    if (offset < at) {
      stored.read(offset, (int) Math.min(bytes.length, at - offset)).copyTo(bytes, 0);
    }
    for (Octets part : waiting) {
      long from = Math.max(offset, at);
      long to = Math.min(offset + bytes.length, at + part.size());
      for (long i = from; i < to; i++) {
        bytes[(int) (i - offset)] = (byte) part.at((int) (i - at));
      }
      at += part.size();
    }
    return Octets.wrap(bytes);
  }
}
