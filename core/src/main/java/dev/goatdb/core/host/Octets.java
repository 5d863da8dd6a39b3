package dev.goatdb.core.host;

import java.util.Arrays;

/**
 * An immutable string of bytes, ordered byte by byte as unsigned numbers; the form of every id, key
 * and hash.
 */
public final class Octets implements Comparable<Octets> {
  public static final Octets EMPTY = new Octets(new byte[0]);
  private static final String HEX = "0123456789abcdef";

  private final byte[] bytes;
  private final int offset;
  private final int size;

  private Octets(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Octets(byte[] bytes, int offset, int size) {
    this.bytes = bytes;
    this.offset = offset;
    this.size = size;
  }

  /** A copy of {@code bytes}. */
  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /** The array itself; the caller promises never to write to it again. */
  public static Octets wrap(byte[] bytes) {
    return new Octets(bytes);
  }

  /** A part of the array itself, which stays in memory as long as the part does. */
  public static Octets wrap(byte[] bytes, int offset, int size) {
    return new Octets(bytes, offset, size);
  }

  /** The bytes that {@code hex}, an even number of lower-case hexadecimal digits, spells. */
  public static Octets ofHex(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (HEX.indexOf(hex.charAt(2 * i)) << 4 | HEX.indexOf(hex.charAt(2 * i + 1)));
    }
    return new Octets(bytes);
  }

  public int size() {
    return size;
  }

  /** The byte at {@code index} as a number of 0 to 255. */
  public int at(int index) {
    return bytes[offset + index] & 0xff;
  }

  /** The bytes as an array, shared where it holds nothing else: never write to it. */
  public byte[] array() {
    return size == bytes.length ? bytes : Arrays.copyOfRange(bytes, offset, offset + size);
  }

  /**
   * The array that holds the bytes, perhaps among others, from {@link #offset}: never write to it.
   */
  public byte[] backing() {
    return bytes;
  }

  /** Where the bytes begin within {@link #backing}. */
  public int offset() {
    return offset;
  }

  /** Copies all bytes into an array. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, offset, target, at, size);
  }

  /** A copy of the first {@code length} bytes; behind their end come zeros. */
  public Octets prefix(int length) {
    byte[] copy = new byte[length];
    System.arraycopy(bytes, offset, copy, 0, Math.min(size, length));
    return new Octets(copy);
  }

  /** All but the first bytes, in the same memory. */
  public Octets from(int index) {
    return new Octets(bytes, offset + index, size - index);
  }

  public boolean startsWith(Octets start) {
    if (start.size > size) {
      return false;
    }
    for (int i = 0; i < start.size; i++) {
      if (bytes[offset + i] != start.bytes[start.offset + i]) {
        return false;
      }
    }
    return true;
  }

  /** Four bytes from {@code index}, little-endian. */
  public int intAt(int index) {
    int from = offset + index;
    return bytes[from] & 0xff
        | (bytes[from + 1] & 0xff) << 8
        | (bytes[from + 2] & 0xff) << 16
        | bytes[from + 3] << 24;
  }

  public String hex() {
    StringBuilder text = new StringBuilder(2 * size);
    for (int i = 0; i < size; i++) {
      text.append(HEX.charAt(at(i) >> 4)).append(HEX.charAt(at(i) & 15));
    }
    return text.toString();
  }

  @Override
  public int compareTo(Octets other) {
    int common = Math.min(size, other.size);
    for (int i = 0; i < common; i++) {
      int difference = at(i) - other.at(i);
      if (difference != 0) {
        return difference;
      }
    }
    return size - other.size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && size == that.size && startsWith(that);
  }

  /** Most are hashes, of which any part is as good as the whole. */
  @Override
  public int hashCode() {
    if (size >= 8) {
      return intAt(0) ^ intAt(4);
    }
    int hash = size;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + at(i);
    }
    return hash;
  }

  @Override
  public String toString() {
    return hex();
  }
}
