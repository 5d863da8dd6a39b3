package dev.goatdb.core.value;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An immutable value of a field: what applications store, and the data of schemas and messages.
 *
 * <p>Integers and numbers share one canonical form: an integral double within the range of a long
 * <em>is</em> an {@link Int}, and -0 is 0. NaN and the infinities are not values.
 */
public sealed interface Value {
  Value NULL = new Null();
  Value TRUE = new Bool(true);
  Value FALSE = new Bool(false);
  Dict EMPTY_DICT = new Dict(Map.of());
  Unique EMPTY_SET = new Unique(List.of());

  /** Nothing, said explicitly. */
  record Null() implements Value {}

  /** True or false. */
  record Bool(boolean value) implements Value {}

  /** A whole number of 64 bits. */
  record Int(long value) implements Value {}

  /** A double that is not a whole number within the range of a long. */
  record Num(double value) implements Value {
    public Num {
      if (Canonical.isWhole(value) || !Canonical.isFinite(value)) {
        throw new GoatException.InvalidValue(
            "A number is not in its canonical form.",
            "Use Value.of(double), and no NaN or infinity.");
      }
    }
  }

  /**
   * Text without lone surrogates: in one piece, or once somebody changed a long one, in several, of
   * which most are those of the text before. Joining a long one is cheap enough to do it again.
   */
  final class Str implements Value {
    private static final int LONG = 2048;

    /** A String or a {@link LongText}; who puts one in the place of the other does no harm. */
    private Object content;

    public Str(String value) {
      this.content = value;
    }

    private Str(LongText text) {
      this.content = text;
    }

    public String value() {
      Object known = content;
      if (!(known instanceof LongText pieces)) {
        return (String) known;
      }
      if (pieces.length() > LONG) {
        return Joined.of(pieces);
      }
      String joined = pieces.toString();
      content = joined;
      return joined;
    }

    /** The same in pieces, to change it. */
    public LongText text() {
      Object known = content;
      if (known instanceof LongText pieces) {
        return pieces;
      }
      LongText pieces = LongText.of((String) known);
      if (pieces.length() > LONG) {
        content = pieces;
      }
      return pieces;
    }

    private int length() {
      Object known = content;
      return known instanceof LongText pieces ? pieces.length() : ((String) known).length();
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof Str that && length() == that.length() && isSame(that);
    }

    private boolean isSame(Str other) {
      return content instanceof LongText mine && other.content instanceof LongText theirs
          ? mine.isSame(theirs)
          : value().equals(other.value());
    }

    @Override
    public int hashCode() {
      return value().hashCode();
    }

    @Override
    public String toString() {
      return "Str[value=" + value() + "]";
    }
  }

  /** Bytes. */
  record Bytes(Octets value) implements Value {}

  /** A point in time: milliseconds since 1970-01-01T00:00Z. */
  record Moment(long millis) implements Value {}

  /** A sequence of values. */
  record Array(List<Value> items) implements Value {
    public Array {
      items = List.copyOf(items);
    }
  }

  /** Values by key, in canonical order of the keys. */
  record Dict(Map<String, Value> entries) implements Value {
    public Dict {
      entries = Entries.of(entries);
    }

    /** A copy in which {@code key} has {@code value}. */
    public Dict with(String key, Value value) {
      DictDraft copy = new DictDraft(this);
      copy.put(key, value);
      return copy.dict();
    }

    /** A copy without {@code key}. */
    public Dict without(String key) {
      DictDraft copy = new DictDraft(this);
      copy.remove(key);
      return copy.dict();
    }
  }

  /** A set of values, in canonical order, each once. */
  final class Unique implements Value {
    private final List<Value> elements;

    private Unique(List<Value> elements) {
      this.elements = elements;
    }

    /**
     * Elements that are in canonical order already; throws {@code Corrupted} where they are not.
     */
    public static Unique of(List<Value> elements) {
      for (int i = 1; i < elements.size(); i++) {
        if (Canonical.compare(elements.get(i - 1), elements.get(i)) >= 0) {
          throw new GoatException.Corrupted(
              "The elements of a set are out of order.", "Build sets with Value.setOf.");
        }
      }
      return new Unique(List.copyOf(elements));
    }

    /** Elements of which the caller knows that they are in order, in a list nobody changes. */
    public static Unique sorted(List<Value> elements) {
      return new Unique(elements);
    }

    public List<Value> elements() {
      return elements;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Unique that && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
      return elements.hashCode();
    }

    @Override
    public String toString() {
      return "Unique" + elements;
    }
  }

  static Value of(boolean value) {
    return value ? TRUE : FALSE;
  }

  static Value of(long value) {
    return new Int(value);
  }

  /**
   * The canonical value of a double; throws {@link GoatException.InvalidValue} for NaN and the
   * infinities.
   */
  static Value of(double value) {
    return Canonical.isWhole(value) ? new Int((long) value) : new Num(value);
  }

  static Value of(String value) {
    return new Str(value);
  }

  static Value of(LongText value) {
    return new Str(value);
  }

  static Value of(Octets value) {
    return new Bytes(value);
  }

  static Value arrayOf(Value... items) {
    return new Array(List.of(items));
  }

  static Dict dictOf(Map<String, Value> entries) {
    return new Dict(entries);
  }

  static Unique setOf(Collection<? extends Value> elements) {
    List<Value> sorted = new ArrayList<>(elements);
    sorted.sort(Canonical::compare);
    List<Value> distinct = new ArrayList<>(sorted.size());
    for (Value element : sorted) {
      boolean first = distinct.isEmpty();
      if (first || Canonical.compare(distinct.get(distinct.size() - 1), element) != 0) {
        distinct.add(element);
      }
    }
    return Unique.sorted(List.copyOf(distinct));
  }
}
