package dev.goatdb.core.contract;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.error.GoatException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store that is a map, to show that the contract can be kept, and broken. */
class PlainStore implements TestedStore {
  private final Map<String, byte[]> logs = new TreeMap<>();
  private final Map<String, byte[]> indexes = new TreeMap<>();
  private boolean closed;

  @Override
  public void append(String log, Octets bytes) {
    byte[] before = log(log);
    logs.put(log, write(before, before.length, bytes));
  }

  @Override
  public void replace(String log, Octets bytes) {
    checkOpen();
    logs.put(log, bytes.array());
    indexes.remove(log);
  }

  @Override
  public void truncate(String log, long length) {
    if (length < log(log).length) {
      logs.put(log, Arrays.copyOf(log(log), (int) length));
    }
  }

  @Override
  public void sync(String log) {}

  @Override
  public void derive(String log, long offset, Octets bytes) {
    byte[] before = indexes.getOrDefault(log, new byte[0]);
    if (offset <= before.length) {
      indexes.put(log, write(before, (int) offset, bytes));
    }
  }

  @Override
  public void release(String log) {}

  @Override
  public StoredLog open(String log) {
    checkOpen();
    return new StoredLog(new Live(logs, log), Optional.of(new Live(indexes, log)));
  }

  @Override
  public List<String> logs() {
    return List.copyOf(logs.keySet());
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void reopen() {
    closed = false;
  }

  /** What a map holds under a name. */
  private record Live(Map<String, byte[]> map, String name) implements StoredBytes {
    @Override
    public long size() {
      return bytes().length;
    }

    @Override
    public Octets read(long offset, int length) {
      int from = (int) Math.min(offset, size());
      return Octets.wrap(bytes(), from, (int) Math.min(length, size() - from));
    }

    private byte[] bytes() {
      return map.getOrDefault(name, new byte[0]);
    }
  }

  private byte[] log(String log) {
    checkOpen();
    return logs.getOrDefault(log, new byte[0]);
  }

  private void checkOpen() {
    if (closed) {
      throw new GoatException.Closed("The map is closed.", "Open it again.");
    }
  }

  private static byte[] write(byte[] before, int offset, Octets bytes) {
    byte[] after = Arrays.copyOf(before, offset + bytes.size());
    bytes.copyTo(after, offset);
    return after;
  }
}
