package dev.goatdb.jvm.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * An open file of this machine.
 *
 * <p>An ordinary {@code FileChannel} closes itself when a thread that uses it is interrupted, for
 * all other threads too, and hides what its force was about to say. An asynchronous one does not;
 * this one works in the calling thread, so its calls have ended when they return.
 */
final class RealFile implements DiskFile {
  /**
   * The bytes of one call. The JDK copies each into memory of that size outside the heap, which it
   * keeps for every thread.
   */
  private static final int PORTION = 256 << 10;

  private final Path path;
  private final AsynchronousFileChannel channel;

  RealFile(Path path, AsynchronousFileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void read(ByteBuffer target, long offset) throws IOException {
    int limit = target.limit();
    int count = 0;
    for (long at = offset; count >= 0 && target.hasRemaining(); at += count) {
      target.limit(Math.min(limit, target.position() + PORTION));
      count = result(channel.read(target, at));
      target.limit(limit);
    }
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    int limit = source.limit();
    try {
      for (long at = offset; source.hasRemaining(); ) {
        source.limit(Math.min(limit, source.position() + PORTION));
        at += result(channel.write(source, at));
        source.limit(limit);
      }
    } catch (IOException failed) {
      throw isFull(failed, limit - source.position()) ? new DiskFullException(failed) : failed;
    }
  }

  /** The text may be in the user's language, so the file system is asked, too. */
  private boolean isFull(IOException failed, int bytes) {
    try {
      return DiskFullException.isTold(failed)
          || channel.isOpen() && Files.getFileStore(path).getUsableSpace() < bytes;
    } catch (IOException unknown) {
      return false;
    }
  }

  @Override
  public void truncate(long length) throws IOException {
    channel.truncate(length);
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static int result(Future<Integer> done) throws IOException {
    try {
      return done.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(failed.getCause());
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("a finished call was waited for");
    }
  }
}
