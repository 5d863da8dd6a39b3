package dev.goatdb.core.host;

import java.util.ArrayList;
import java.util.List;

/** Bytes that a host keeps and the engine reads synchronously. */
public interface StoredBytes {
  /** How many bytes there are, perhaps with an end that was never written. */
  long size();

  /**
   * The bytes from {@code offset} on, fewer where they end; throws {@code StorageFailed} where they
   * cannot be read.
   */
  Octets read(long offset, int length);

  /** Whether all bytes are in memory, so that nothing is gained by keeping a part of them. */
  default boolean isResident() {
    return false;
  }

  /** Bytes in memory that do not change. */
  static StoredBytes of(byte[] bytes) {
    return new Growing(bytes);
  }

  /** Bytes in memory that grow at their end; what was read of them stays as it was. */
  final class Growing implements StoredBytes {
    private static final int CHUNK_BYTES = 1 << 16;

    private final List<Chunk> chunks = new ArrayList<>();
    private long size;

    /** A part of the bytes, and where it begins. */
    private static final class Chunk {
      final long from;
      final byte[] bytes;
      int used;

      Chunk(long from, byte[] bytes, int used) {
        this.from = from;
        this.bytes = bytes;
        this.used = used;
      }
    }

    public Growing(byte[] start) {
      replace(Octets.wrap(start));
    }

    /** Adds bytes, which can be read without being copied. */
    public void append(Octets more) {
      Chunk last = chunks.get(chunks.size() - 1);
      if (last.bytes.length - last.used < more.size()) {
        last = new Chunk(size, new byte[Math.max(CHUNK_BYTES, more.size())], 0);
        chunks.add(last);
      }
      more.copyTo(last.bytes, last.used);
      last.used += more.size();
      size += more.size();
    }

    /** Cuts what is behind a length; new bytes never overwrite what was read of it. */
    public void cut(long length) {
      if (length < size) {
        replace(read(0, (int) length));
      }
    }

    /** Puts other bytes in the place of all. */
    public void replace(Octets bytes) {
      chunks.clear();
      chunks.add(new Chunk(0, bytes.array(), bytes.size()));
      size = bytes.size();
    }

    @Override
    public boolean isResident() {
      return true;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public Octets read(long offset, int length) {
      int available = (int) Math.max(0, Math.min(length, size - offset));
      int at = chunk(offset);
      Chunk chunk = chunks.get(at);
      int from = (int) (Math.min(offset, size) - chunk.from);
      if (from + available <= chunk.used) {
        return Octets.wrap(chunk.bytes, from, available);
      }
      byte[] copy = new byte[available];
      for (int done = 0; done < available; at++) {
        chunk = chunks.get(at);
        int inChunk = (int) (offset + done - chunk.from);
        int some = Math.min(available - done, chunk.used - inChunk);
        System.arraycopy(chunk.bytes, inChunk, copy, done, some);
        done += some;
      }
      return Octets.wrap(copy);
    }

    /** The number of the chunk that holds an offset, or of the last one. */
    private int chunk(long offset) {
      int low = 0;
      int high = chunks.size() - 1;
      while (low < high) {
        int middle = (low + high + 1) / 2;
        if (chunks.get(middle).from <= offset) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }
  }
}
