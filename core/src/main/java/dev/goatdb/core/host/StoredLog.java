package dev.goatdb.core.host;

import java.util.Optional;

/**
 * A log and the index beside it, as a host keeps them.
 *
 * @param log the records
 * @param index what is derived from them; not there where a host does not store it
 */
public record StoredLog(StoredBytes log, Optional<StoredBytes> index) {
  /** A log in memory, without an index. */
  public static StoredLog of(byte[] log) {
    return new StoredLog(StoredBytes.of(log), Optional.empty());
  }
}
