package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Logs in memory, for tests and for data that need not outlive the program. */
public final class MemoryStore implements Store {
  private final Map<String, ByteArrayOutputStream> logs = new TreeMap<>();

  @Override
  public List<String> logs() {
    return new ArrayList<>(logs.keySet());
  }

  @Override
  public byte[] load(String log) {
    return stream(log).toByteArray();
  }

  @Override
  public void append(String log, Octets bytes) {
    stream(log).writeBytes(bytes.array());
  }

  @Override
  public void replace(String log, Octets bytes) {
    stream(log).reset();
    append(log, bytes);
  }

  @Override
  public void truncate(String log, long length) {
    replace(log, Octets.wrap(Arrays.copyOf(load(log), (int) length)));
  }

  @Override
  public void sync(String log) {}

  @Override
  public void close() {}

  private ByteArrayOutputStream stream(String log) {
    return logs.computeIfAbsent(log, name -> new ByteArrayOutputStream());
  }
}
