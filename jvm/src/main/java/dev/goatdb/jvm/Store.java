package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import java.util.List;

/**
 * Where logs live. A log is named by the path of its repository; one that was never written is
 * empty.
 *
 * <p>Methods but {@link #sync} are called by one thread at a time; every failure is {@code
 * StorageFailed}.
 */
public interface Store extends AutoCloseable {
  /** The logs that exist. */
  List<String> logs();

  /** All bytes of a log, which survive a loss of power from then on. */
  byte[] load(String log);

  /**
   * Writes at the end of a log; a process that dies afterwards loses nothing, a machine may until
   * {@link #sync}.
   */
  void append(String log, Octets bytes);

  /** Puts new bytes in place of a whole log, durably, and whole or not at all. */
  void replace(String log, Octets bytes);

  /** Cuts a log. */
  void truncate(String log, long length);

  /**
   * Makes all that was written to a log before the call survive a loss of power; may be called from
   * another thread.
   */
  void sync(String log);

  @Override
  void close();
}
