package dev.goatdb.jvm.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The bytes of a file of a {@link FaultyDisk}: as programs see them, as the disk is sure to have
 * them, and every version in between.
 */
final class FaultyInode {
  static final int SECTOR = 512;

  private final List<FaultyFile> open = new ArrayList<>();
  private final Map<Integer, List<byte[]>> versions = new TreeMap<>();
  private final List<Integer> sizes = new ArrayList<>();
  private byte[] bytes = new byte[0];
  private byte[] safe = new byte[0];
  private int size;
  private int safeSize;

  void opened(FaultyFile file) {
    open.add(file);
  }

  void closeAll() {
    open.forEach(FaultyFile::close);
    open.clear();
  }

  synchronized int size() {
    return size;
  }

  void read(ByteBuffer target, long offset) {
    int length = (int) Math.max(0, Math.min(target.remaining(), size - offset));
    if (length > 0) {
      target.put(bytes, (int) offset, length);
    }
  }

  synchronized void write(ByteBuffer source, long offset) {
    int length = source.remaining();
    int end = (int) offset + length;
    bytes = room(bytes, end);
    source.get(bytes, (int) offset, length);
    if (end > size) {
      size = end;
      sizes.add(size);
    }
    note((int) offset, end);
  }

  synchronized void truncate(long length) {
    if (length < size) {
      int before = size;
      size = (int) length;
      Arrays.fill(bytes, size, before, (byte) 0);
      sizes.add(size);
      note(size, before);
    }
  }

  /** Keeps the sectors of a span as a version. */
  private void note(int from, int to) {
    for (int sector = from / SECTOR; sector * SECTOR < to; sector++) {
      bytes = room(bytes, (sector + 1) * SECTOR);
      byte[] version = Arrays.copyOfRange(bytes, sector * SECTOR, (sector + 1) * SECTOR);
      versions.computeIfAbsent(sector, s -> new ArrayList<>()).add(version);
    }
  }

  void force() {
    versions.forEach((sector, all) -> settle(sector, all.get(all.size() - 1)));
    safeSize = size;
    versions.clear();
    sizes.clear();
  }

  /** A force that failed: some is on the disk, and nothing counts as unconfirmed any more. */
  void forget(Random random) {
    pick(random, 1);
  }

  /** What is on the disk is all there is. */
  synchronized void losePower(Random random) {
    pick(random, random.nextInt(3));
    size = safeSize;
    safe = Arrays.copyOf(safe, size);
    bytes = safe.clone();
  }

  /** Makes up what the disk has: all of the last versions (0), any (1), or none (2). */
  private void pick(Random random, int mode) {
    if (mode == 0) {
      force();
    } else if (mode == 1) {
      versions.forEach((sector, all) -> {
        int choice = random.nextInt(all.size() + 1);
        if (choice > 0) {
          settle(sector, torn(sector, all.get(choice - 1), random));
        }
      });
      int choice = random.nextInt(sizes.size() + 1);
      safeSize = choice > 0 ? sizes.get(choice - 1) : safeSize;
    }
    versions.clear();
    sizes.clear();
  }

  private byte[] torn(int sector, byte[] version, Random random) {
    if (random.nextInt(4) > 0) {
      return version;
    }
    safe = room(safe, (sector + 1) * SECTOR);
    byte[] torn = Arrays.copyOfRange(safe, sector * SECTOR, (sector + 1) * SECTOR);
    int middle = random.nextInt(SECTOR);
    boolean start = random.nextBoolean();
    System.arraycopy(
        version, start ? 0 : middle, torn, start ? 0 : middle, start ? middle : SECTOR - middle);
    return torn;
  }

  private void settle(int sector, byte[] version) {
    safe = room(safe, (sector + 1) * SECTOR);
    System.arraycopy(version, 0, safe, sector * SECTOR, SECTOR);
  }

  private static byte[] room(byte[] bytes, int size) {
    return size <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
  }
}
