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

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code bytes}. */
  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /** The array itself; the caller promises never to write to it again. */
  public static Octets wrap(byte[] bytes) {
    return new Octets(bytes);
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
    return bytes.length;
  }

  /** The byte at {@code index} as a number of 0 to 255. */
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  /** The backing array, shared: never write to it. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of the first {@code length} bytes. */
  public Octets prefix(int length) {
    return new Octets(Arrays.copyOf(bytes, length));
  }

  /** Four bytes from {@code index}, little-endian. */
  public int intAt(int index) {
    return at(index) | at(index + 1) << 8 | at(index + 2) << 16 | at(index + 3) << 24;
  }

  public String hex() {
    StringBuilder text = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      text.append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
    }
    return text.toString();
  }

  @Override
  public int compareTo(Octets other) {
    int common = Math.min(bytes.length, other.bytes.length);
    for (int i = 0; i < common; i++) {
      int difference = at(i) - other.at(i);
      if (difference != 0) {
        return difference;
      }
    }
    return bytes.length - other.bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.length >= 8 ? intAt(0) ^ intAt(4) : Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
