package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.jvm.store.LogFiles;
import dev.goatdb.jvm.store.StoredFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a repair gets what a folder lost: a backup, another folder, or nowhere. */
sealed interface Source extends AutoCloseable {
  /** Throws {@code NotFound} where there is nothing of the kind. */
  static Source open(Optional<Path> from) {
    if (from.isEmpty()) {
      return new Nowhere();
    }
    if (Files.isDirectory(from.get())) {
      FolderAudit.require(from.get());
      return new OfFolder(new LogFiles(from.get()), new ArrayList<>());
    }
    return new OfBackup(BackupFile.open(from.get()));
  }

  /** The logs it has. */
  List<String> logs();

  /** All that it has of a log, the oldest first. */
  List<StoredBytes> all(String log);

  @Override
  void close();

  /** Nothing is given. */
  record Nowhere() implements Source {
    @Override
    public List<String> logs() {
      return List.of();
    }

    @Override
    public List<StoredBytes> all(String log) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  /** The logs of a backup file. */
  record OfBackup(BackupFile backup) implements Source {
    @Override
    public List<String> logs() {
      return backup.logs();
    }

    @Override
    public List<StoredBytes> all(String log) {
      List<StoredBytes> all = new ArrayList<>(backup.older(log));
      backup.log(log).ifPresent(all::add);
      return all;
    }

    @Override
    public void close() {
      backup.close();
    }
  }

  /** The logs of another folder. */
  record OfFolder(LogFiles files, List<StoredFile> opened) implements Source {
    @Override
    public List<String> logs() {
      return files.logs();
    }

    @Override
    public List<StoredBytes> all(String log) {
      Optional<StoredFile> file = StoredFile.open(files.log(log));
      file.ifPresent(opened::add);
      return file.<List<StoredBytes>>map(List::of).orElse(List.of());
    }

    @Override
    public void close() {
      opened.forEach(StoredFile::close);
    }
  }
}
