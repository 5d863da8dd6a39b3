package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.store.DiskFullException;
import dev.goatdb.jvm.store.Store;
import java.util.Arrays;

/**
 * The end of a log that is not in its file yet: what came in the last moments, so that many small
 * appends are one write, or all that came since the disk is full.
 */
final class Backlog implements StoredBytes {
  private static final int MOST_BYTES = 64 << 10;
  private static final int ROOM = 4 << 10;

  private final Store store;
  private final String log;
  private final StoredBytes stored;
  private byte[] waiting = new byte[ROOM];
  private int size;
  private boolean full;

  Backlog(Store store, String log, StoredBytes stored) {
    this.store = store;
    this.log = log;
    this.stored = stored;
  }

  /** Keeps bytes to be written; writes when there are many. Throws what is no matter of space. */
  void append(Octets bytes) {
    if (size + bytes.size() > waiting.length) {
      waiting = Arrays.copyOf(waiting, Math.max(size + bytes.size(), 2 * waiting.length));
    }
    bytes.copyTo(waiting, size);
    size += bytes.size();
    if (size >= MOST_BYTES && !full) {
      write();
    }
  }

  /** Writes all that waits, or nothing where there is no room; throws what is no matter of that. */
  void write() {
    if (size == 0) {
      return;
    }
    try {
      store.append(log, Octets.wrap(waiting, 0, size));
    } catch (GoatException failed) {
      full = DiskFullException.isBehind(failed);
      if (full) {
        return;
      }
      throw failed;
    }
    full = false;
    size = 0;
    waiting = waiting.length > 2 * MOST_BYTES ? new byte[ROOM] : waiting;
  }

  /** Forgets what waits: the log is another one from now on. */
  void clear() {
    size = 0;
    full = false;
  }

  /** Whether there is something to be written. */
  boolean isWaiting() {
    return size > 0;
  }

  /** Whether there was no room for what waits. */
  boolean isFull() {
    return full;
  }

  @Override
  public boolean isResident() {
    return stored.isResident();
  }

  @Override
  public long size() {
    return stored.size() + size;
  }

  @Override
  public Octets read(long offset, int length) {
    long written = stored.size();
    if (size == 0 || offset + length <= written) {
      return stored.read(offset, length);
    }
    byte[] bytes = new byte[(int) Math.max(0, Math.min(length, written + size - offset))];
    if (bytes.length == 0) {
      return Octets.EMPTY;
    }
    int before = Math.clamp(written - offset, 0, bytes.length);
    stored.read(offset, before).copyTo(bytes, 0);
    System.arraycopy(
        waiting, (int) (offset + before - written), bytes, before, bytes.length - before);
    return Octets.wrap(bytes);
  }
}
