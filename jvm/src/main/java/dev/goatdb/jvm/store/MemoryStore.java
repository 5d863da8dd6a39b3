package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.error.Invariant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Logs in memory, for tests and for data that need not outlive the program. */
public final class MemoryStore implements Store {
  private record Pair(MemoryBytes log, MemoryBytes index) {}

  private final Map<String, Pair> pairs = new ConcurrentSkipListMap<>();

  @Override
  public List<String> logs() {
    return pairs.entrySet().stream()
        .filter(entry -> entry.getValue().log().size() > 0)
        .map(Map.Entry::getKey)
        .toList();
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
  }

  @Override
  public void replace(String log, Octets bytes) {
    Pair pair = pair(log);
    pair.index().write(0, Octets.EMPTY);
    pair.log().write(0, bytes);
  }

  @Override
  public void truncate(String log, long length) {
    MemoryBytes of = pair(log).log();
    Invariant.check(length >= 0 && length <= of.size(), "a log is cut somewhere before its end");
    of.write(length, Octets.EMPTY);
  }

  @Override
  public void derive(String log, long offset, Octets bytes) {
    MemoryBytes index = pair(log).index();
    if (offset <= index.size()) {
      index.write(offset, bytes);
    }
  }

  @Override
  public void sync(String log) {}

  @Override
  public void release(String log) {}

  @Override
  public void close() {}

  private Pair pair(String log) {
    return pairs.computeIfAbsent(log, name -> new Pair(new MemoryBytes(), new MemoryBytes()));
  }
}
