package dev.goatdb.sim.machine;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The disk of one node: a log is bytes, of which a first part is safe; the index beside it never
 * is.
 *
 * <p>A loss of power keeps the safe part of a log and any number of the bytes behind it, of which
 * some sectors may be blank, and any part of what was written to an index; replacing a log is
 * atomic and safe at once.
 */
public final class Disk {
  private static final int SECTOR_BYTES = 512;

  private final Map<String, Log> logs = new TreeMap<>();
  private final Map<String, Log> indexes = new TreeMap<>();
  private boolean lying;
  private boolean full;

  /** A file; bytes up to {@code safe} survive everything. */
  private static final class Log implements StoredBytes {
    private byte[] bytes = new byte[256];
    private int length;
    private int safe;
    private boolean written;

    /** What is written behind here waits in memory, because the disk is full. */
    private int room = Integer.MAX_VALUE;

    void append(byte[] more) {
      if (length + more.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * (length + more.length));
      }
      System.arraycopy(more, 0, bytes, length, more.length);
      length += more.length;
      written = true;
    }

    void cut(int to) {
      length = Math.min(length, to);
      safe = Math.min(safe, to);
    }

    /** Some sectors of what is not safe were never written, although later ones were. */
    void blankSome(Dice dice) {
      int sector = (safe + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
      for (; sector < length; sector += SECTOR_BYTES) {
        if (dice.chance(0.3)) {
          Arrays.fill(bytes, sector, Math.min(length, sector + SECTOR_BYTES), (byte) 0);
        }
      }
    }

    @Override
    public long size() {
      return length;
    }

    @Override
    public Octets read(long offset, int wanted) {
      int from = (int) Math.min(offset, length);
      return Octets.wrap(Arrays.copyOfRange(bytes, from, Math.min(length, from + wanted)));
    }
  }

  /** Makes this disk say that bytes are safe when they are not: a fault to be found. */
  void lie() {
    lying = true;
  }

  /** While it is full, what is appended stays in the memory of the process. */
  void full(boolean now) {
    full = now;
    logs.values().forEach(log -> log.room = now ? log.length : Integer.MAX_VALUE);
  }

  boolean isFull() {
    return full;
  }

  /** The process died: what was not written is gone. */
  void dropWhatWaits() {
    logs.values().forEach(log -> log.cut(log.room));
    full(false);
  }

  void append(String name, Octets bytes) {
    log(name).append(bytes.array());
  }

  void replace(String name, Octets bytes) {
    Log log = log(name);
    log.cut(0);
    log.append(bytes.array());
    log.safe = log.length;
    log.room = full ? log.length : Integer.MAX_VALUE;
    index(name).cut(0);
  }

  void truncate(String name, long length) {
    log(name).cut((int) length);
  }

  /** Writes to an index, if there is something up to the offset, and cuts what follows. */
  void derive(String name, long offset, Octets bytes) {
    Log index = index(name);
    if (offset <= index.length) {
      index.cut((int) offset);
      index.append(bytes.array());
    }
  }

  /** Makes the first bytes of a log safe. */
  void sync(String name, long position) {
    Log log = log(name);
    if (!lying) {
      log.safe = Math.max(log.safe, (int) Math.min(position, log.length));
    }
  }

  /** Makes all of a log safe, as a host does before it relies on what it reads. */
  StoredLog open(String name) {
    sync(name, Long.MAX_VALUE);
    return new StoredLog(log(name), Optional.of(index(name)));
  }

  /** The bytes of a log that outlive the process. */
  public byte[] readWritten(String name) {
    Log log = log(name);
    return Arrays.copyOf(log.bytes, Math.min(log.length, log.room));
  }

  /** The bytes of a log, safe or not. */
  public byte[] read(String name) {
    Log log = log(name);
    return Arrays.copyOf(log.bytes, log.length);
  }

  /** A log as it is now, with its index. */
  public StoredLog copy(String name) {
    Log index = index(name);
    StoredBytes copied = StoredBytes.of(Arrays.copyOf(index.bytes, index.length));
    return new StoredLog(StoredBytes.of(read(name)), Optional.of(copied));
  }

  /** The bytes of a log that survive everything. */
  public byte[] readSafe(String name) {
    Log log = log(name);
    return Arrays.copyOf(log.bytes, log.safe);
  }

  /** The logs that were written, in order. */
  public List<String> logs() {
    return logs.entrySet().stream()
        .filter(log -> log.getValue().written)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Power fails: of what is not safe, a first part of any length stays. */
  void losePower(Dice dice) {
    for (Log log : logs.values()) {
      int rest = log.length - log.safe;
      boolean all = dice.chance(0.2);
      log.cut(log.safe + (all ? 0 : dice.below(rest + 1)));
      log.blankSome(dice);
    }
    for (Log index : indexes.values()) {
      if (index.length > 0 && dice.chance(0.3)) {
        index.cut(dice.below(index.length + 1));
      } else if (index.length > 0 && dice.chance(0.3)) {
        index.bytes[dice.below(index.length)] ^= (byte) (1 << dice.below(8));
      }
    }
  }

  /** Everything that is safe now, to be put back another time. */
  Map<String, byte[]> backUp() {
    Map<String, byte[]> copy = new TreeMap<>();
    logs().forEach(log -> copy.put(log, readSafe(log)));
    return copy;
  }

  /** Holds what a backup holds and nothing else. */
  void putBack(Map<String, byte[]> copy) {
    logs.clear();
    indexes.clear();
    copy.forEach((name, bytes) -> {
      append(name, Octets.wrap(bytes));
      log(name).safe = bytes.length;
    });
  }

  /** Loses the later half of the bytes although they were safe: a fault to be found. */
  void rot() {
    logs.values().forEach(log -> log.cut(log.length / 2));
    indexes.values().forEach(index -> index.cut(0));
  }

  /** Changes a byte in the middle: a fault to be found. */
  void damage() {
    logs.values().forEach(log -> log.bytes[log.length / 2] ^= 1);
    indexes.values().forEach(index -> index.cut(0));
  }

  private Log log(String name) {
    return logs.computeIfAbsent(
        name,
        any -> {
          Log log = new Log();
          log.room = full ? 0 : Integer.MAX_VALUE;
          return log;
        });
  }

  private Log index(String name) {
    return indexes.computeIfAbsent(name, any -> new Log());
  }
}
