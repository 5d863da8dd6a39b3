package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.Invariant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log as a file that grows ahead of what is appended.
 *
 * <pre>
 *   0                            logical end           end of the file
 *   +----------------------------+---------------------+
 *   | what was appended          | zeros               |
 *   +----------------------------+---------------------+
 * </pre>
 *
 * <p>Appended bytes replace zeros, so that a sync need not write the size of the file and where its
 * blocks are. Where there is no space for zeros the log grows by what is appended.
 *
 * <p>Readers take no lock: see {@link View}. Whoever changes the log holds {@code writing}; syncs
 * run beside that, one at a time: see {@link GroupCommit}.
 */
final class FileLog {
  private static final Logger LOG = LoggerFactory.getLogger(FileLog.class);

  private static final long LEAST_AHEAD = 64 << 10;
  private static final long MOST_AHEAD = 1 << 20;

  private final Disk disk;
  private final Folders folders;
  private final LogPlace place;
  private final Doubt doubt;
  private final FileIndex index;
  private final GroupCommit commit;
  private final View view;
  private final ReentrantLock writing = new ReentrantLock();

  /** The logical end beyond which the file is to grow again. */
  private long ahead;

  /** Whether a write that failed may have left bytes behind the logical end. */
  private boolean untidy;

  /** Whether the name of the file survives a loss of power; known to syncs. */
  private boolean entered;

  FileLog(Disk disk, Folders folders, LogPlace place, Doubt doubt) {
    this.disk = disk;
    this.folders = folders;
    this.place = place;
    this.doubt = doubt;
    this.index = new FileIndex(disk, place);
    this.commit = new GroupCommit(place.log());
    this.view = new View(place.log());
  }

  View view() {
    return view;
  }

  FileIndex index() {
    return index;
  }

  /** Finds the file, if there is one. */
  void open() {
    change(
        "open",
        () -> {
          disk.delete(place.fresh());
          find();
        });
  }

  /** Writes at the logical end, and moves that when all is written. */
  void append(Octets bytes) {
    change("write", () -> write(bytes));
  }

  /** Writes another file, and puts it in place when it is whole and on the disk. */
  void replace(Octets bytes) {
    change("replace", () -> rewrite(bytes));
    sync();
  }

  /** Makes a length the logical end, and cuts the file unless only zeros follow. */
  void truncate(long length) {
    change("cut", () -> end(length));
    sync();
  }

  /** Makes all that was written before survive a loss of power. */
  void sync() {
    commit.confirm(this::force);
  }

  /**
   * Syncs, gives back the zeros and closes the files, whatever fails. Where a sync has failed
   * before, that was said then.
   */
  void release() {
    writing.lock();
    try {
      DiskFile file = view.file();
      if (file != null) {
        quietly(
            "is cut when it is opened",
            () -> {
              tidy(file);
              file.truncate(view.size());
            });
        if (!commit.isBroken()) {
          sync();
        }
      }
    } finally {
      DiskFile file = view.file();
      view.close();
      closeQuietly(file);
      index.close();
      writing.unlock();
    }
  }

  private void change(String verb, GroupCommit.Step step) {
    writing.lock();
    try {
      view.checkOpen();
      commit.check();
      step.run();
    } catch (IOException failed) {
      throw Failures.of(verb, place.log(), failed);
    } finally {
      writing.unlock();
    }
  }

  private void write(Octets bytes) throws IOException {
    DiskFile file = file();
    tidy(file);
    long end = view.size();
    untidy = true;
    try {
      file.write(buffer(bytes), end);
    } catch (IOException failed) {
      quietly("is cut before the next write", () -> tidy(file));
      throw failed;
    }
    untidy = false;
    view.show(file, end + bytes.size());
    commit.wrote();
    growAhead(file);
  }

  private void rewrite(Octets bytes) throws IOException {
    disk.createFolders(place.folder());
    disk.delete(place.fresh());
    DiskFile fresh = disk.open(place.fresh());
    try {
      fresh.write(buffer(bytes), 0);
      fresh.force();
      // In this order, so that an index is never beside a log that it does not belong to.
      index.drop();
      commit.alone(() -> putInPlace(fresh, bytes.size()));
    } catch (IOException failed) {
      closeQuietly(fresh);
      quietly("has a copy left over", () -> disk.delete(place.fresh()));
      throw failed;
    }
  }

  private void putInPlace(DiskFile fresh, long end) throws IOException {
    disk.rename(place.fresh(), place.log());
    DiskFile before = view.file();
    view.show(fresh, end);
    ahead = end;
    untidy = false;
    entered = false;
    commit.wrote();
    closeQuietly(before);
  }

  private void end(long length) throws IOException {
    DiskFile file = find();
    Invariant.check(length >= 0 && length <= view.size(), "a log is cut somewhere before its end");
    if (file != null) {
      long size = file.size();
      if (untidy || size - length > MOST_AHEAD || !Zeros.fill(file, length, size)) {
        cut(file, length);
      }
      view.show(file, length);
    }
  }

  /** The open file, if there is one. */
  private @Nullable DiskFile find() throws IOException {
    return view.file() != null || disk.exists(place.log()) ? file() : null;
  }

  /** The open file, made where there is none. */
  private DiskFile file() throws IOException {
    DiskFile open = view.file();
    if (open != null) {
      return open;
    }
    disk.createFolders(place.folder());
    doubt.dispel();
    DiskFile file = disk.open(place.log());
    ahead = file.size();
    view.show(file, ahead);
    commit.wrote();
    return file;
  }

  private void growAhead(DiskFile file) {
    long end = view.size();
    if (end > ahead) {
      ahead = end + Math.clamp(end / 8, LEAST_AHEAD, MOST_AHEAD);
      try {
        Zeros.write(file, end, ahead);
      } catch (IOException failed) {
        LOG.debug("{} grows without zeros: {}", place.log(), failed.getMessage());
        quietly("keeps some zeros", () -> file.truncate(end));
      }
    }
  }

  /** Cuts what a write that failed left behind the logical end. */
  private void tidy(DiskFile file) throws IOException {
    if (untidy) {
      cut(file, view.size());
    }
  }

  private void cut(DiskFile file, long length) throws IOException {
    file.truncate(length);
    ahead = length;
    untidy = false;
    commit.wrote();
  }

  /** Called by one sync at a time. */
  private void force() throws IOException {
    DiskFile file = view.file();
    if (file == null) {
      return;
    }
    try {
      file.force();
      if (!entered) {
        folders.force(place.folder());
        entered = true;
      }
    } catch (IOException failed) {
      doubt.raise();
      throw failed;
    }
  }

  private static ByteBuffer buffer(Octets bytes) {
    return ByteBuffer.wrap(bytes.backing(), bytes.offset(), bytes.size());
  }

  private void closeQuietly(@Nullable DiskFile file) {
    if (file != null) {
      quietly("is not closed", file::close);
    }
  }

  /** Does what may fail without harm. */
  private void quietly(String consequence, GroupCommit.Step step) {
    try {
      step.run();
    } catch (IOException failed) {
      LOG.debug("{} {}: {}", place.log(), consequence, failed.getMessage());
    }
  }
}
