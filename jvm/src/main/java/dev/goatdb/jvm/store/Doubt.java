package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doubt whether the disk has what is read of a log, after it failed to confirm that.
 *
 * <p>The kernel shows what was written as long as it keeps the pages, in this process and those
 * that follow, and a sync of the file would succeed. A mark beside the log tells whoever opens it
 * next. The mark need not survive a loss of power: what is read after that comes from the disk.
 */
final class Doubt {
  private static final Logger LOG = LoggerFactory.getLogger(Doubt.class);
  private static final int PORTION = 256 << 10;

  private final Disk disk;
  private final LogPlace place;
  private volatile boolean raised;

  Doubt(Disk disk, LogPlace place) {
    this.disk = disk;
    this.place = place;
  }

  boolean isRaised() {
    return raised;
  }

  /** Notes that a sync failed. */
  void raise() {
    raised = true;
    try {
      disk.open(place.doubt()).close();
    } catch (IOException failed) {
      LOG.debug("{} cannot be made: {}", place.doubt(), failed.getMessage());
    }
  }

  /**
   * Where there is a doubt, puts a copy of what can be read in place of the log. The copy is on the
   * disk; its name is after the next sync, and until then either file may be what is left.
   */
  void dispel() throws IOException {
    if (!raised && !disk.exists(place.doubt())) {
      return;
    }
    raised = true;
    if (disk.exists(place.log())) {
      copy();
      disk.rename(place.fresh(), place.log());
    }
    disk.delete(place.doubt());
    raised = false;
  }

  private void copy() throws IOException {
    disk.delete(place.fresh());
    try (DiskFile old = disk.open(place.log());
        DiskFile fresh = disk.open(place.fresh())) {
      long size = old.size();
      for (long at = 0; at < size; at += PORTION) {
        ByteBuffer portion = ByteBuffer.allocate((int) Math.min(PORTION, size - at));
        old.read(portion, at);
        fresh.write(portion.rewind(), at);
      }
      fresh.force();
    }
  }
}
