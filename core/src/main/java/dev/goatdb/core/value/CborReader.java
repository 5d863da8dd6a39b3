package dev.goatdb.core.value;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads deterministic CBOR and refuses everything else with {@link GoatException.Corrupted}.
 *
 * <p>It never allocates more than the bytes it was given can fill, and never recurses deeper than
 * the limit.
 */
public final class CborReader {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int depth;

  public CborReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public CborReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
  }

  /** Where the next item begins. */
  public int position() {
    return at;
  }

  /** Throws unless everything was read. */
  public void end() {
    if (at != end) {
      throw bad("bytes follow the end");
    }
  }

  /**
   * The length of an array; each item needs at least a byte, so it is never more than what is left.
   */
  public int array() {
    return length(head(4));
  }

  /** Reads the head of an array that must have {@code length} items. */
  public void array(int length) {
    if (array() != length) {
      throw bad("an array has another length than " + length);
    }
  }

  public int map() {
    return length(head(5));
  }

  public long integer() {
    int major = peekMajor();
    if (major != 0 && major != 1) {
      throw bad("an integer was expected");
    }
    long argument = head(major);
    return major == 0 ? argument : ~argument;
  }

  /** An integer from {@code low} to {@code high}. */
  public int integer(int low, int high) {
    long value = integer();
    if (value < low || value > high) {
      throw bad("an integer is out of range");
    }
    return (int) value;
  }

  public Octets bytes() {
    int length = length(head(2));
    at += length;
    return Octets.wrap(Arrays.copyOfRange(bytes, at - length, at));
  }

  /** Bytes that must be {@code size} long. */
  public Octets bytes(int size) {
    Octets value = bytes();
    if (value.size() != size) {
      throw bad("a byte string has another size than " + size);
    }
    return value;
  }

  public String text() {
    int length = length(head(3));
    String text = Pure.decodeUtf8(bytes, at, length);
    if (text == null) {
      throw bad("a text is not UTF-8");
    }
    at += length;
    return text;
  }

  public boolean bool() {
    int first = peek();
    if (first != 0xf4 && first != 0xf5) {
      throw bad("a boolean was expected");
    }
    at++;
    return first == 0xf5;
  }

  /** The major type (RFC 8949, section 3.1) of the next item. */
  public int peekMajor() {
    return peek() >> 5;
  }

  /** The length of the array that comes next, without reading it. */
  public int peekLength() {
    int start = at;
    int length = array();
    at = start;
    return length;
  }

  /** Reads null where it comes next. */
  public boolean skipNil() {
    if (peek() != 0xf6) {
      return false;
    }
    at++;
    return true;
  }

  public Value value() {
    if (++depth > Limits.DEFAULT.depth()) {
      throw bad("values nest too deep");
    }
    Value value =
        switch (peekMajor()) {
          case 0, 1 -> Value.of(integer());
          case 2 -> Value.of(bytes());
          case 3 -> Value.of(text());
          case 4 -> new Value.Array(values());
          case 5 -> dict();
          case 6 -> tagged();
          default -> simple();
        };
    depth--;
    return value;
  }

  private List<Value> values() {
    int length = array();
    List<Value> items = new ArrayList<>(Math.min(length, 1024));
    for (int i = 0; i < length; i++) {
      items.add(value());
    }
    return items;
  }

  private Value dict() {
    int length = map();
    TreeMap<String, Value> entries = new TreeMap<>(Canonical.KEYS);
    for (int i = 0; i < length; i++) {
      String key = text();
      if (!entries.isEmpty() && Canonical.KEYS.compare(entries.lastKey(), key) >= 0) {
        throw bad("the keys of a map are out of order");
      }
      entries.put(key, value());
    }
    return new Value.Dict(entries);
  }

  private Value tagged() {
    long tag = head(6);
    if (tag == CborWriter.TAG_INSTANT) {
      return new Value.Moment(integer());
    }
    if (tag == CborWriter.TAG_SET) {
      return new Value.Unique(values());
    }
    throw bad("tag " + tag + " is unknown");
  }

  private Value simple() {
    int first = peek();
    at++;
    return switch (first) {
      case 0xf4 -> Value.FALSE;
      case 0xf5 -> Value.TRUE;
      case 0xf6 -> Value.NULL;
      case 0xf9 -> number(Floats.ofHalf((int) take(2)), 0xf9);
      case 0xfa -> number(Floats.ofSingle((int) take(4)), 0xfa);
      case 0xfb -> number(Double.longBitsToDouble(take(8)), 0xfb);
      default -> throw bad("a simple value is unknown");
    };
  }

  private Value number(double value, int first) {
    long bits = Double.doubleToRawLongBits(value);
    boolean finite = Canonical.isFinite(value);
    int shortest =
        Floats.toHalf(bits) >= 0 ? 0xf9 : Floats.toSingle(bits) != Floats.NONE ? 0xfa : 0xfb;
    if (!finite || Canonical.isWhole(value) || first != shortest) {
      throw bad("a number is not in its shortest form");
    }
    return new Value.Num(value);
  }

  private int length(long argument) {
    if (argument > end - at) {
      throw bad("a length exceeds the bytes that are there");
    }
    return (int) argument;
  }

  private long head(int major) {
    int first = peek();
    if (first >> 5 != major) {
      throw bad("major type " + major + " was expected");
    }
    at++;
    int small = first & 31;
    if (small < 24) {
      return small;
    }
    if (small > 27) {
      throw bad("a length is indefinite or reserved");
    }
    int width = 1 << (small - 24);
    long argument = take(width);
    boolean minimal =
        width == 1
            ? argument >= 24
            : width == 8 ? argument >>> 32 != 0 : argument >>> (4 * width) != 0;
    if (!minimal || argument < 0) {
      throw bad(minimal ? "an integer exceeds 64 bits" : "a head is longer than it needs to be");
    }
    return argument;
  }

  private long take(int width) {
    if (end - at < width) {
      throw bad("the bytes end too early");
    }
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | bytes[at++] & 0xff;
    }
    return value;
  }

  private int peek() {
    if (at >= end) {
      throw bad("the bytes end too early");
    }
    return bytes[at] & 0xff;
  }

  /** The error for bytes that are not canonical here. */
  public GoatException.Corrupted bad(String what) {
    return new GoatException.Corrupted(
        "Bytes at offset " + at + " are not canonical CBOR: " + what + ".",
        "Ask for them again, or repair their source.");
  }
}
