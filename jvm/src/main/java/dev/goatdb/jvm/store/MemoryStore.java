package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.error.GoatException;
import dev.goatdb.error.Invariant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Logs in memory, for tests and for data that need not outlive the program. */
public final class MemoryStore implements Store {
  private record Pair(MemoryBytes log, MemoryBytes index) {}

  private final Map<String, Pair> pairs = new ConcurrentHashMap<>();

  /** The logs that were written, not only opened. */
  private final Set<String> logs = new ConcurrentSkipListSet<>();

  private volatile boolean closed;

  @Override
  public List<String> logs() {
    return List.copyOf(logs);
  }

  @Override
  public StoredLog open(String log) {
    Pair pair = pair(log);
    return new StoredLog(pair.log(), Optional.of(pair.index()));
  }

  @Override
  public void append(String log, Octets bytes) {
    MemoryBytes to = pair(log).log();
    to.write(to.size(), bytes);
    logs.add(log);
  }

  @Override
  public void replace(String log, Octets bytes) {
    Pair pair = pair(log);
    pair.index().write(0, Octets.EMPTY);
    pair.log().write(0, bytes);
    logs.add(log);
  }

  @Override
  public void truncate(String log, long length) {
    MemoryBytes of = pair(log).log();
    Invariant.check(length >= 0 && length <= of.size(), "a log is cut somewhere before its end");
    of.write(length, Octets.EMPTY);
  }

  @Override
  public void derive(String log, long offset, Octets bytes) {
    if (!closed) {
      MemoryBytes index = pair(log).index();
      if (offset <= index.size()) {
        index.write(offset, bytes);
      }
    }
  }

  @Override
  public void sync(String log) {}

  @Override
  public void release(String log) {}

  @Override
  public void close() {
    closed = true;
  }

  private Pair pair(String log) {
    if (closed) {
      throw new GoatException.Closed("The database is closed.", "Open it again.");
    }
    return pairs.computeIfAbsent(log, name -> new Pair(new MemoryBytes(), new MemoryBytes()));
  }
}
