package dev.goatdb.sim.machine;

import dev.goatdb.core.host.Octets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The disk of one node: a log is bytes, of which a first part is safe.
 *
 * <p>A loss of power keeps the safe part and any number of the bytes behind it; replacing a log is
 * atomic and safe at once.
 */
public final class Disk {
  private final Map<String, Log> logs = new TreeMap<>();
  private boolean lying;

  /** A log; bytes up to {@code safe} survive everything. */
  private static final class Log {
    private byte[] bytes = new byte[256];
    private int length;
    private int safe;

    void append(byte[] more) {
      if (length + more.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * (length + more.length));
      }
      System.arraycopy(more, 0, bytes, length, more.length);
      length += more.length;
    }

    void cut(int to) {
      length = Math.min(length, to);
      safe = Math.min(safe, to);
    }
  }

  /** Makes this disk say that bytes are safe when they are not: a fault to be found. */
  void lie() {
    lying = true;
  }

  void append(String name, Octets bytes) {
    log(name).append(bytes.array());
  }

  void replace(String name, Octets bytes) {
    Log log = new Log();
    log.append(bytes.array());
    log.safe = log.length;
    logs.put(name, log);
  }

  void truncate(String name, long length) {
    log(name).cut((int) length);
  }

  /** Makes the first bytes of a log safe. */
  void sync(String name, long position) {
    Log log = log(name);
    if (!lying) {
      log.safe = Math.max(log.safe, (int) Math.min(position, log.length));
    }
  }

  /** Makes all of a log safe, as a host does before it relies on what it reads, and returns it. */
  byte[] open(String name) {
    sync(name, Long.MAX_VALUE);
    return read(name);
  }

  /** The bytes of a log, safe or not. */
  public byte[] read(String name) {
    Log log = log(name);
    return Arrays.copyOf(log.bytes, log.length);
  }

  /** The bytes of a log that survive everything. */
  public byte[] readSafe(String name) {
    Log log = log(name);
    return Arrays.copyOf(log.bytes, log.safe);
  }

  /** The logs that exist. */
  public Iterable<String> logs() {
    return logs.keySet();
  }

  /** Power fails: of what is not safe, a first part of any length stays. */
  void losePower(Dice dice) {
    for (Log log : logs.values()) {
      int rest = log.length - log.safe;
      boolean all = dice.chance(0.2);
      log.cut(log.safe + (all ? 0 : dice.below(rest + 1)));
    }
  }

  /** Loses the later half of the bytes although they were safe: a fault to be found. */
  void rot() {
    logs.values().forEach(log -> log.cut(log.length / 2));
  }

  /** Changes a byte in the middle: a fault to be found. */
  void damage() {
    logs.values().forEach(log -> log.bytes[log.length / 2] ^= 1);
  }

  private Log log(String name) {
    return logs.computeIfAbsent(name, any -> new Log());
  }
}
