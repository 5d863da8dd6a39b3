package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Logs as files: {@code repositories/TYPE/NAME.log} in the folder of the database. */
public final class FileStore implements Store {
  private static final String ENDING = ".log";

  private final Path root;
  private final Map<String, FileChannel> channels = new HashMap<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  public FileStore(Path folder) {
    this.root = folder.resolve("repositories");
  }

  @Override
  public List<String> logs() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root, 2)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .map(root::relativize)
          .flatMap(file -> FileNames.log(file).stream())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException failed) {
      throw failure("list", root, failed);
    }
  }

  @Override
  public byte[] load(String log) {
    Path file = file(log);
    lock.writeLock().lock();
    try {
      if (!Files.exists(file)) {
        return new byte[0];
      }
      // A process that died may have left bytes that are not on the disk yet; what is read counts
      // as safe.
      channel(log).force(false);
      return Files.readAllBytes(file);
    } catch (IOException failed) {
      throw failure("read", file, failed);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void append(String log, Octets bytes) {
    lock.writeLock().lock();
    try {
      FileChannel channel = channel(log);
      ByteBuffer buffer = ByteBuffer.wrap(bytes.array());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException failed) {
      throw failure("write", file(log), failed);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void replace(String log, Octets bytes) {
    Path file = file(log);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    lock.writeLock().lock();
    try {
      Path folder = Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(fresh, bytes.array());
      force(fresh);
      close(channels.remove(log));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(folder);
    } catch (IOException failed) {
      throw failure("replace", file, failed);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void truncate(String log, long length) {
    lock.writeLock().lock();
    try {
      FileChannel channel = channel(log);
      channel.truncate(length);
      channel.force(true);
    } catch (IOException failed) {
      throw failure("cut", file(log), failed);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void sync(String log) {
    lock.readLock().lock();
    try {
      FileChannel channel = channels.get(log);
      if (channel != null && channel.isOpen()) {
        channel.force(false);
      }
    } catch (IOException failed) {
      throw failure("sync", file(log), failed);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      for (FileChannel channel : channels.values()) {
        channel.force(false);
        channel.close();
      }
    } catch (IOException failed) {
      throw failure("close", root, failed);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private FileChannel channel(String log) throws IOException {
    FileChannel open = channels.get(log);
    if (open != null && open.isOpen()) {
      return open;
    }
    Path file = file(log);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    channels.put(log, channel);
    return channel;
  }

  private Path file(String log) {
    return root.resolve(FileNames.path(log) + ENDING);
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void close(@Nullable FileChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private static GoatException failure(String verb, Path path, Exception cause) {
    return new GoatException.StorageFailed(
            "Could not " + verb + " " + path + ": " + cause.getMessage() + ".",
            "Check the disk, its free space and the permissions; what was acknowledged is safe.")
        .causedBy(cause);
  }
}
