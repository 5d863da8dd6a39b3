package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import java.util.Map;
import java.util.TreeMap;

/** A log as it lies in pieces in a backup file. */
final class Extents implements StoredBytes {
  private final StoredBytes file;
  private final TreeMap<Long, Long> places = new TreeMap<>();
  private long size;

  Extents(StoredBytes file) {
    this.file = file;
  }

  /** The next bytes of the log stand at a place of the file. */
  void add(long place, int length) {
    places.put(size, place);
    size += length;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Octets read(long offset, int length) {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(length, size - offset))];
    for (int done = 0; done < bytes.length; ) {
      long at = offset + done;
      Map.Entry<Long, Long> extent = places.floorEntry(at);
      Long next = places.higherKey(at);
      long end = next == null ? size : next;
      int some = (int) Math.min(bytes.length - done, end - at);
      Octets part = file.read(extent.getValue() + at - extent.getKey(), some);
      part.copyTo(bytes, done);
      done += some;
    }
    return Octets.wrap(bytes);
  }
}
