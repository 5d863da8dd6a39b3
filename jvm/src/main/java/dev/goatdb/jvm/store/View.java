package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What readers see of a file while it grows, is cut, or makes room for another.
 *
 * <p>They take no lock: file and end are one {@link Extent}, and who reads while another file is
 * put in place reads again.
 */
final class View implements StoredBytes {
  /**
   * The part of a file that counts.
   *
   * @param file none where there is no file
   * @param end where it ends; the file may be longer
   */
  record Extent(@Nullable DiskFile file, long end) {
    static final Extent NONE = new Extent(null, 0);
  }

  private final Path path;
  private volatile Extent extent = Extent.NONE;
  private volatile boolean closed;

  View(Path path) {
    this.path = path;
  }

  @Override
  public long size() {
    return extent.end();
  }

  @Override
  public Octets read(long offset, int length) {
    while (true) {
      Extent now = extent;
      checkOpen();
      try {
        return read(now, offset, length);
      } catch (ClosedChannelException replaced) {
        if (extent.equals(now)) {
          throw Failures.of("read", path, replaced);
        }
      } catch (IOException failed) {
        throw Failures.of("read", path, failed);
      }
    }
  }

  private static Octets read(Extent from, long offset, int length) throws IOException {
    int count = (int) Math.max(0, Math.min(length, from.end() - offset));
    DiskFile file = from.file();
    if (file == null || count == 0) {
      return Octets.EMPTY;
    }
    ByteBuffer buffer = ByteBuffer.allocate(count);
    file.read(buffer, offset);
    return Octets.wrap(buffer.array(), 0, buffer.position());
  }

  @Nullable DiskFile file() {
    return extent.file();
  }

  boolean isClosed() {
    return closed;
  }

  void checkOpen() {
    if (closed) {
      throw Failures.released(path);
    }
  }

  /** From now on this is what there is to be read. */
  void show(@Nullable DiskFile file, long end) {
    extent = new Extent(file, end);
  }

  /** Shows nothing any more. */
  void close() {
    closed = true;
    extent = new Extent(null, extent.end());
  }
}
