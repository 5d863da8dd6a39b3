package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.error.GoatException;
import java.util.Arrays;

/** Bytes in memory that one thread at a time writes while any read. */
final class MemoryBytes implements StoredBytes {
  private static final int LEAST = 1 << 10;
  private static final int MOST = Integer.MAX_VALUE - 8;

  /** Readers see array and size as one; no byte before the size is ever written again. */
  private record Content(byte[] array, int size) {}

  private volatile Content content = new Content(new byte[0], 0);

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public Octets read(long offset, int length) {
    Content now = content;
    int from = (int) Math.min(offset, now.size());
    return Octets.wrap(now.array(), from, Math.min(length, now.size() - from));
  }

  @Override
  public boolean isResident() {
    return true;
  }

  /** Writes at an offset, which is at most the size, and cuts what follows. */
  synchronized void write(long offset, Octets bytes) {
    Content now = content;
    long size = offset + bytes.size();
    if (size > MOST) {
      throw new GoatException.StorageFailed(
          "A log in memory holds at most 2 GiB.", "Keep the database in a folder.");
    }
    byte[] array = now.array();
    if (offset < now.size() || size > array.length) {
      long room = offset < now.size() ? size : Math.max(size, 2L * array.length);
      array = Arrays.copyOf(array, Math.clamp(room, LEAST, MOST));
    }
    bytes.copyTo(array, (int) offset);
    content = new Content(array, (int) size);
  }
}
