package dev.goatdb.core.value;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.error.GoatException;
import java.util.Arrays;
import java.util.Map;

/** Writes deterministic CBOR; each method appends one item or the head of one. */
public final class CborWriter {
  static final int TAG_SET = 258;
  static final int TAG_INSTANT = 27400;

  private byte[] bytes;
  private int size;

  public CborWriter() {
    this(64);
  }

  /** One that has room for so many bytes before it grows. */
  public CborWriter(int room) {
    bytes = new byte[room];
  }

  public CborWriter array(int length) {
    return head(4, length);
  }

  public CborWriter map(int length) {
    return head(5, length);
  }

  public CborWriter tag(int tag) {
    return head(6, tag);
  }

  public CborWriter integer(long value) {
    boolean small = value == (int) value;
    return small ? integer((int) value) : value >= 0 ? wide(0, value) : wide(1, ~value);
  }

  /** The same for 32 bits, where 64 are dear. */
  public CborWriter integer(int value) {
    return value >= 0 ? head(0, value) : head(1, ~value);
  }

  public CborWriter bytes(Octets value) {
    return head(2, value.size()).raw(value);
  }

  /** Throws {@code InvalidValue} where the text holds a lone surrogate. */
  public CborWriter text(String value) {
    int before = size;
    if (ascii(value)) {
      return this;
    }
    size = before;
    byte[] utf8 = Pure.encodeUtf8(value);
    if (utf8 == null) {
      throw new GoatException.InvalidValue(
          "A text holds half of a surrogate pair.", "Give text that is valid Unicode.");
    }
    return head(3, utf8.length).raw(utf8);
  }

  public CborWriter bool(boolean value) {
    return head(7, value ? 21 : 20);
  }

  public CborWriter nil() {
    return head(7, 22);
  }

  /** Appends bytes as they are: the caller vouches that they are canonical items. */
  public CborWriter raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  public CborWriter raw(byte more) {
    room(1);
    bytes[size++] = more;
    return this;
  }

  public CborWriter raw(Octets more) {
    room(more.size());
    more.copyTo(bytes, size);
    size += more.size();
    return this;
  }

  /** Appends what another writer holds. */
  public CborWriter raw(CborWriter more) {
    return raw(Octets.wrap(more.bytes, 0, more.size));
  }

  public CborWriter value(Value value) {
    switch (value) {
      case Value.Null nothing -> nil();
      case Value.Bool b -> bool(b.value());
      case Value.Int i -> integer(i.value());
      case Value.Num n -> number(n.value());
      case Value.Str s -> text(s.value());
      case Value.Bytes b -> bytes(b.value());
      case Value.Moment m -> tag(TAG_INSTANT).integer(m.millis());
      case Value.Array a -> {
        array(a.items().size());
        a.items().forEach(this::value);
      }
      case Value.Dict d -> {
        map(d.entries().size());
        for (Map.Entry<String, Value> entry : d.entries().entrySet()) {
          text(entry.getKey()).value(entry.getValue());
        }
      }
      case Value.Unique u -> {
        tag(TAG_SET).array(u.elements().size());
        u.elements().forEach(this::value);
      }
    }
    return this;
  }

  public int size() {
    return size;
  }

  public Octets octets() {
    return Octets.wrap(Arrays.copyOf(bytes, size));
  }

  /** SHA-256 of what is written so far. */
  public Octets sha256() {
    return Pure.sha256(bytes, 0, size);
  }

  /** CRC32C of what is written from a place on. */
  public int crc32c(int from) {
    return Pure.crc32c(bytes, from, size - from);
  }

  /** Puts four bytes, the lowest first, in the place of four that are written. */
  public void putLittle(int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }

  /** Begins anew; a writer that is used again needs no new memory. */
  public CborWriter clear() {
    size = 0;
    return this;
  }

  /** Writes a text of ASCII; false where it is none, and what was written is of no use. */
  private boolean ascii(String text) {
    int length = text.length();
    head(3, length).room(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      bytes[size + i] = (byte) c;
    }
    size += length;
    return true;
  }

  private void number(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int half = Floats.toHalf(bits);
    int single = Floats.toSingle(bits);
    if (half >= 0) {
      room(3);
      bytes[size++] = (byte) 0xf9;
      put(half, 2);
    } else if (single != Floats.NONE) {
      room(5);
      bytes[size++] = (byte) 0xfa;
      put(single, 4);
    } else {
      room(9);
      bytes[size++] = (byte) 0xfb;
      put((int) (bits >>> 32), 4);
      put((int) bits, 4);
    }
  }

  private CborWriter head(int major, int argument) {
    room(5);
    int first = major << 5;
    if (argument < 24) {
      bytes[size++] = (byte) (first | argument);
    } else if (argument < 0x100) {
      bytes[size++] = (byte) (first | 24);
      put(argument, 1);
    } else if (argument < 0x10000) {
      bytes[size++] = (byte) (first | 25);
      put(argument, 2);
    } else {
      bytes[size++] = (byte) (first | 26);
      put(argument, 4);
    }
    return this;
  }

  /** The head for an argument that an int does not hold; its bits may be the highest. */
  private CborWriter wide(int major, long argument) {
    room(9);
    int high = (int) (argument >>> 32);
    bytes[size++] = (byte) (major << 5 | (high == 0 ? 26 : 27));
    if (high != 0) {
      put(high, 4);
    }
    put((int) argument, 4);
    return this;
  }

  private void put(int value, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
