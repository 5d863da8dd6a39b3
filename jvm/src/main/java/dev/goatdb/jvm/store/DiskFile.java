package dev.goatdb.jvm.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file of a {@link Disk}. All calls may come from several threads at once; those after
 * {@link #close} throw {@link java.nio.channels.ClosedChannelException}.
 */
interface DiskFile extends Closeable {
  long size() throws IOException;

  /** Fills what remains of the buffer from an offset on, or as much as there is. */
  void read(ByteBuffer target, long offset) throws IOException;

  /**
   * Writes all that remains of the buffer, or throws after having written a part of it; {@link
   * DiskFullException} where there is no space.
   */
  void write(ByteBuffer source, long offset) throws IOException;

  /** Cuts the file where it is longer. */
  void truncate(long length) throws IOException;

  /**
   * Makes bytes and size survive a loss of power. After a failure it is unknown what is on the
   * disk, and a second try that succeeds proves nothing.
   */
  void force() throws IOException;

  /** Waits for calls under way. */
  @Override
  void close() throws IOException;
}
