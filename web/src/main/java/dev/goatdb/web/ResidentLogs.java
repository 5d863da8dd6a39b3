package dev.goatdb.web;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes of the logs that a page has read: the engine reads them from here, not from storage.
 */
final class ResidentLogs {
  private final Map<String, StoredBytes.Growing> logs = new HashMap<>();

  /** A log was read. */
  StoredLog opened(String log, byte[] bytes) {
    StoredBytes.Growing resident = new StoredBytes.Growing(bytes);
    logs.put(log, resident);
    return new StoredLog(resident, Optional.empty());
  }

  void append(String log, Octets bytes) {
    find(log).append(bytes);
  }

  void replace(String log, Octets bytes) {
    find(log).replace(bytes);
  }

  void cut(String log, long length) {
    find(log).cut(length);
  }

  private StoredBytes.Growing find(String log) {
    return logs.computeIfAbsent(log, name -> new StoredBytes.Growing(new byte[0]));
  }
}
