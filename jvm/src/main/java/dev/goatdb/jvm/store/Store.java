package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import java.util.List;

/**
 * Where logs live, each with an index beside it. A log is named by the path of its repository; one
 * that was never written is empty.
 *
 * <p>A log grows at its <i>logical end</i>; what a store keeps behind that is nobody's to read. One
 * thread at a time may change a log; meanwhile any thread may read it or {@link #sync} it, and any
 * other log is free.
 *
 * <p>Every failure is {@code StorageFailed}, and there are three kinds:
 *
 * <ul>
 *   <li>Where there is no space, which {@link DiskFullException#isBehind} tells, nothing has
 *       changed: reads go on, and the next call succeeds as soon as there is room again.
 *   <li>Where a sync fails, nobody knows what reached the disk. It is never tried again: from then
 *       on every change and every sync of this log fails with the same message, until it is {@link
 *       #release}d and {@link #open}ed anew. Reads of it, and all other logs, go on.
 *   <li>Any other failure concerns the one call.
 * </ul>
 */
public interface Store extends AutoCloseable {
  /** The logs that were written, in order; one that was emptied is still there. */
  List<String> logs();

  /**
   * A log for reading, as long as it is not released. A process that died may have left bytes in it
   * that are not on the disk yet: whoever counts on them {@linkplain #sync syncs} the log first.
   *
   * <p>Both parts show at once what is appended and derived later. The first opening finds the
   * logical end where the file ends, so what a crash left behind the last record, zeros among it,
   * is there to be read until {@link #truncate} says where the log ends.
   */
  StoredLog open(String log);

  /**
   * Writes at the logical end; a process that dies afterwards loses nothing, a machine may until
   * {@link #sync}. Where this throws, the logical end is where it was.
   */
  void append(String log, Octets bytes);

  /**
   * Puts new bytes in place of a whole log, durably, and whole or not at all; the index is deleted.
   */
  void replace(String log, Octets bytes);

  /**
   * Makes {@code length}, which is at most the size, the logical end, durably. What is behind it,
   * torn bytes or zeros, has no meaning and does not come back.
   */
  void truncate(String log, long length);

  /**
   * Writes into the index of a log that is open and cuts what follows. Nothing is promised about it
   * after a crash, and this never fails: where it cannot be written the index is deleted, and where
   * {@code offset} is beyond its end nothing is written, since what belongs before has been lost.
   */
  void derive(String log, long offset, Octets bytes);

  /**
   * Makes all that was appended to a log before the call survive a loss of power. Calls that wait
   * for the same bytes share one write to the disk.
   */
  void sync(String log);

  /**
   * Syncs a log, gives back the space kept for its growth and closes its files; it may be opened
   * again, and what was opened before can no longer be read.
   */
  void release(String log);

  /** Releases all logs; nothing can be changed afterwards. */
  @Override
  void close();
}
