package dev.goatdb.core.contract;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import java.util.List;

/** A store as the contract drives it; what a store cannot do is not asked of it. */
public interface TestedStore {
  /** Adds bytes to the end of a log. */
  void append(String log, Octets bytes);

  /** Puts bytes in place of a log. */
  void replace(String log, Octets bytes);

  /** Cuts a log. */
  void truncate(String log, long length);

  /** Makes a log survive a loss of power. */
  void sync(String log);

  /** Writes into the index of a log and cuts what follows. */
  void derive(String log, long offset, Octets bytes);

  /** Closes one log. */
  void release(String log);

  /** A log and its index, for reading. */
  StoredLog open(String log);

  /** The names of all logs, in order. */
  List<String> logs();

  /** Ends in order; once more does nothing. */
  void close();

  /** Ends in order, and opens what is left then. */
  void reopen();
}
