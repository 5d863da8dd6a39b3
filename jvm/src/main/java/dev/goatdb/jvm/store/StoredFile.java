package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file that is only read, as long as it was when it was opened. */
public final class StoredFile implements StoredBytes, AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private StoredFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
  }

  /** Throws {@code StorageFailed} where it cannot be read; nothing where it does not exist. */
  public static Optional<StoredFile> open(Path path) {
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return Optional.of(new StoredFile(path, channel));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException failed) {
      throw Failures.of("read", path, failed);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Octets read(long offset, int length) {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(length, size - offset)));
    try {
      while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
        // The next part.
      }
    } catch (IOException failed) {
      throw Failures.of("read", path, failed);
    }
    return Octets.wrap(buffer.array(), 0, buffer.position());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw Failures.of("close", path, failed);
    }
  }
}
