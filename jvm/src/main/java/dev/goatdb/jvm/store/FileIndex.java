package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index beside a log: derived from it, never synced, and deleted where it cannot be written.
 */
final class FileIndex implements StoredBytes {
  private static final Logger LOG = LoggerFactory.getLogger(FileIndex.class);

  private final Disk disk;
  private final LogPlace place;
  private final View view;
  private final ReentrantLock writing = new ReentrantLock();

  /** Whether it is known if there is a file: it is opened when somebody first asks. */
  private volatile boolean found;

  FileIndex(Disk disk, LogPlace place) {
    this.disk = disk;
    this.place = place;
    this.view = new View(place.index());
  }

  @Override
  public long size() {
    find();
    return view.size();
  }

  @Override
  public Octets read(long offset, int length) {
    find();
    return view.read(offset, length);
  }

  /** Writes at an offset, if there is something up to it, and cuts what follows. */
  void derive(long offset, Octets bytes) {
    writing.lock();
    try {
      if (!view.isClosed() && offset <= size()) {
        write(offset, bytes);
      }
    } catch (IOException failed) {
      LOG.debug("{} is given up: {}", place.index(), failed.getMessage());
      discard();
    } finally {
      writing.unlock();
    }
  }

  private void write(long offset, Octets bytes) throws IOException {
    DiskFile file = view.file();
    if (file == null) {
      disk.createFolders(place.folder());
      file = disk.open(place.index());
    }
    view.show(file, offset);
    if (file.size() > offset) {
      file.truncate(offset);
    }
    file.write(ByteBuffer.wrap(bytes.backing(), bytes.offset(), bytes.size()), offset);
    view.show(file, offset + bytes.size());
  }

  private void discard() {
    try {
      drop();
    } catch (IOException failed) {
      LOG.debug("{} cannot be deleted: {}", place.index(), failed.getMessage());
    }
  }

  /** Deletes the index, durably. */
  void drop() throws IOException {
    writing.lock();
    try {
      found = true;
      DiskFile before = view.file();
      view.show(null, 0);
      close(before);
      if (disk.exists(place.index())) {
        disk.delete(place.index());
        disk.forceFolder(place.folder());
      }
    } finally {
      writing.unlock();
    }
  }

  void close() {
    writing.lock();
    try {
      DiskFile before = view.file();
      view.close();
      close(before);
    } finally {
      writing.unlock();
    }
  }

  private void find() {
    if (found) {
      return;
    }
    writing.lock();
    try {
      if (!found && !view.isClosed() && disk.exists(place.index())) {
        DiskFile file = disk.open(place.index());
        view.show(file, file.size());
      }
    } catch (IOException failed) {
      LOG.debug("{} cannot be opened: {}", place.index(), failed.getMessage());
    } finally {
      found = true;
      writing.unlock();
    }
  }

  private void close(@Nullable DiskFile file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException failed) {
      LOG.debug("{} cannot be closed: {}", place.index(), failed.getMessage());
    }
  }
}
