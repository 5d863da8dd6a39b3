package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.store.LogFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a log beside its place, and puts it there when it is whole and on the disk. */
final class LogFileWriter implements AutoCloseable {
  private static final int PORTION_BYTES = 512 << 10;

  private final LogFiles files;
  private final String log;
  private final Path fresh;
  private final FileChannel channel;

  LogFileWriter(LogFiles files, String log) throws IOException {
    this.files = files;
    this.log = log;
    Path place = files.log(log);
    this.fresh = place.resolveSibling(place.getFileName() + ".new");
    Path parent = fresh.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    this.channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /** Throws {@code StorageFailed}. */
  void write(Octets bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.backing(), bytes.offset(), bytes.size());
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not write " + fresh + ": " + failed.getMessage() + ".",
              "Check the disk and its free space.")
          .causedBy(failed);
    }
  }

  /** Writes the first bytes of others. */
  void copy(StoredBytes from, long length) {
    for (long at = 0; at < length; at += PORTION_BYTES) {
      write(from.read(at, (int) Math.min(PORTION_BYTES, length - at)));
    }
  }

  /** Puts it in the place of the log, durably; the index of what was there is deleted. */
  void putInPlace() throws IOException {
    channel.force(true);
    Files.deleteIfExists(files.index(log));
    Files.move(
        fresh, files.log(log), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    files.force(log);
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(fresh);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
