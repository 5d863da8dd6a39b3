package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Logs as files: {@code repositories/TYPE/NAME.log} in the folder of the database, with the index
 * in {@code NAME.index} beside it. One store at a time may use a folder.
 */
public final class FileStore implements Store {
  private final Disk disk;
  private final Path folder;
  private final Folders folders;
  private final Map<String, FileLog> open = new ConcurrentHashMap<>();
  private final Map<String, Doubt> doubts = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public FileStore(Path folder) {
    this(folder, new RealDisk());
  }

  FileStore(Path folder, Disk disk) {
    this.disk = disk;
    this.folder = folder;
    this.folders = new Folders(disk, folder);
  }

  @Override
  public List<String> logs() {
    try {
      return folders.logs();
    } catch (IOException failed) {
      throw Failures.of("list", folder, failed);
    }
  }

  @Override
  public StoredLog open(String log) {
    FileLog file = file(log);
    file.open();
    return new StoredLog(file.view(), Optional.of(file.index()));
  }

  @Override
  public void append(String log, Octets bytes) {
    file(log).append(bytes);
  }

  @Override
  public void replace(String log, Octets bytes) {
    file(log).replace(bytes);
  }

  @Override
  public void truncate(String log, long length) {
    file(log).truncate(length);
  }

  @Override
  public void derive(String log, long offset, Octets bytes) {
    FileLog file = open.get(log);
    if (file != null) {
      file.index().derive(offset, bytes);
    }
  }

  @Override
  public void sync(String log) {
    FileLog file = open.get(log);
    if (file != null) {
      file.sync();
    }
  }

  @Override
  public void release(String log) {
    FileLog file = open.remove(log);
    if (file != null) {
      try {
        file.release();
      } finally {
        doubts.computeIfPresent(log, (name, doubt) -> doubt.isRaised() ? doubt : null);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    @Nullable GoatException first = null;
    for (String log : List.copyOf(open.keySet())) {
      try {
        release(log);
      } catch (GoatException failed) {
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private FileLog file(String log) {
    if (closed) {
      throw new GoatException.Closed("The database is closed.", "Open it again.");
    }
    return open.computeIfAbsent(log, this::make);
  }

  private FileLog make(String log) {
    LogPlace place = folders.place(log);
    Doubt doubt = doubts.computeIfAbsent(log, name -> new Doubt(disk, place));
    return new FileLog(disk, folders, place, doubt);
  }
}
