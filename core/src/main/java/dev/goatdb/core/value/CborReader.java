package dev.goatdb.core.value;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads deterministic CBOR and refuses everything else with {@link GoatException.Corrupted}. It
 * never allocates more than the bytes it was given can fill, and never recurses deeper than the
 * limit.
 */
public final class CborReader {
  private static final int WIDE = -1;
  private static final String LONG_HEAD = "a head is longer than it needs to be";
  private final boolean sharing;
  private final byte[] bytes;
  private final int start;
  private final int end;
  private int at;
  private int depth;
  private long wide;

  public CborReader(Octets octets) {
    this(octets, false);
  }

  /** What it reads shares the memory of the bytes, and keeps all of it: for what is kept anyway. */
  public static CborReader sharing(Octets octets) {
    return new CborReader(octets, true);
  }

  private CborReader(Octets octets, boolean sharing) {
    this.sharing = sharing;
    this.bytes = octets.backing();
    this.start = octets.offset();
    this.at = start;
    this.end = start + octets.size();
  }

  /** Where the next item begins. */
  public int position() {
    return at - start;
  }

  /** Throws unless everything was read. */
  public void end() {
    if (at != end) {
      throw bad("bytes follow the end");
    }
  }

  /** The length of an array, never more than what is left: each item needs a byte. */
  public int array() {
    return length(4);
  }

  /** Reads the head of an array of just so many items. */
  public void array(int length) {
    if (array() != length) {
      throw bad("an array has another length than " + length);
    }
  }

  /** Whether an array of just so many items comes next. */
  public boolean peekArray(int length) {
    return peek() == (4 << 5 | length);
  }

  public int map() {
    return length(5);
  }

  public long integer() {
    int major = peekMajor();
    if (major != 0 && major != 1) {
      throw bad("an integer was expected");
    }
    int small = head(major);
    long argument = small == WIDE ? wide : small;
    return major == 0 ? argument : ~argument;
  }

  /** An integer from {@code low} to {@code high}. */
  public int integer(int low, int high) {
    int major = peekMajor();
    int argument = major == 0 || major == 1 ? head(major) : WIDE;
    int value = major == 0 ? argument : ~argument;
    if (argument == WIDE || value < low || value > high) {
      throw bad("an integer is out of range");
    }
    return value;
  }

  public Octets bytes() {
    int length = length(2);
    at += length;
    Octets read = Octets.wrap(bytes, at - length, length);
    return sharing ? read : Octets.wrap(read.array());
  }

  /** Passes over bytes that must be {@code size} long. */
  public void skipBytes(int size) {
    if (length(2) != size) {
      throw bad("a byte string has another size than " + size);
    }
    at += size;
  }

  /** Bytes that must be {@code size} long. */
  public Octets bytes(int size) {
    Octets value = bytes();
    if (value.size() != size) {
      throw bad("a byte string has another size than " + size);
    }
    return value;
  }

  /** A text that stands in many places, such as the name of a field, as a list of it alone. */
  public List<String> name() {
    int length = length(3);
    return passed(length, RecentTexts.read(bytes, at, length));
  }

  public String text() {
    int length = length(3);
    return passed(length, Pure.decodeUtf8(bytes, at, length));
  }

  private <T> T passed(int length, @Nullable T text) {
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
    DictDraft entries = new DictDraft(Math.min(length, 1024));
    for (int i = 0; i < length; i++) {
      if (!entries.append(text(), value())) {
        throw bad("the keys of a map are out of order");
      }
    }
    return entries.dict();
  }

  private Value tagged() {
    int tag = head(6);
    if (tag == CborWriter.TAG_INSTANT) {
      return new Value.Moment(integer());
    }
    if (tag == CborWriter.TAG_SET) {
      return Value.Unique.of(values());
    }
    throw bad("tag " + (tag == WIDE ? "" + wide : "" + tag) + " is unknown");
  }

  private Value simple() {
    int first = peek();
    at++;
    return switch (first) {
      case 0xf4 -> Value.FALSE;
      case 0xf5 -> Value.TRUE;
      case 0xf6 -> Value.NULL;
      case 0xf9 -> number(Floats.ofHalf(take(2)), 0xf9);
      case 0xfa -> number(Floats.ofSingle(take(4)), 0xfa);
      case 0xfb -> number(Double.longBitsToDouble(takeWide()), 0xfb);
      default -> throw bad("a simple value is unknown");
    };
  }

  private Value number(double value, int first) {
    if (!Floats.isCanonical(value, first)) {
      throw bad("a number is not in its shortest form");
    }
    return new Value.Num(value);
  }

  private int length(int major) {
    int argument = head(major);
    if (argument == WIDE || argument > end - at) {
      throw bad("a length exceeds the bytes that are there");
    }
    return argument;
  }

  /**
   * The argument of the next head; {@code WIDE} where it is in {@link #wide}, for 64 bits are dear.
   */
  private int head(int major) {
    int small = peek() ^ major << 5;
    if (small > 31) {
      throw bad("major type " + major + " was expected");
    }
    at++;
    if (small < 24) {
      return small;
    }
    if (small > 27) {
      throw bad("a length is indefinite or reserved");
    }
    if (small == 27) {
      wide = takeWide();
      if (wide >>> 32 == 0 || wide < 0) {
        throw bad(wide < 0 ? "an integer exceeds 64 bits" : LONG_HEAD);
      }
      return WIDE;
    }
    int argument = take(1 << (small - 24));
    if (small == 24 ? argument < 24 : argument >>> (small == 25 ? 8 : 16) == 0) {
      throw bad(LONG_HEAD);
    }
    wide = argument < 0 ? argument & 0xffffffffL : 0;
    return argument < 0 ? WIDE : argument;
  }

  private int take(int width) {
    if (end - at < width) {
      throw bad("the bytes end too early");
    }
    int value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | bytes[at++] & 0xff;
    }
    return value;
  }

  private long takeWide() {
    return (long) take(4) << 32 | take(4) & 0xffffffffL;
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
        "Bytes at offset " + position() + " are not canonical CBOR: " + what + ".",
        "Ask for them again, or repair their source.");
  }
}
