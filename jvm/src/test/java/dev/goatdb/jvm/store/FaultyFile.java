package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** An open file of a {@link FaultyDisk}. */
final class FaultyFile implements DiskFile {
  private final FaultyDisk disk;
  private final FaultyInode inode;
  private volatile boolean closed;

  FaultyFile(FaultyDisk disk, FaultyInode inode) {
    this.disk = disk;
    this.inode = inode;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return inode.size();
  }

  @Override
  public void read(ByteBuffer target, long offset) throws IOException {
    checkOpen();
    disk.read(inode, target, offset);
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    checkOpen();
    disk.write(inode, source, offset);
  }

  @Override
  public void truncate(long length) throws IOException {
    checkOpen();
    disk.truncate(inode, length);
  }

  @Override
  public void force() throws IOException {
    checkOpen();
    disk.force(inode);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
