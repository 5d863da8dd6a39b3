package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The file system of this machine. */
final class RealDisk implements Disk {
  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    try {
      return new RealFile(
          file,
          AsynchronousFileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              new CallingThread()));
    } catch (IOException failed) {
      throw DiskFullException.isTold(failed) ? new DiskFullException(failed) : failed;
    }
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw DiskFullException.isTold(failed) ? new DiskFullException(failed) : failed;
    }
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    return names;
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(
            folder, Set.of(StandardOpenOption.READ), new CallingThread())) {
      channel.force(true);
    }
  }
}
