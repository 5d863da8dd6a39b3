package dev.goatdb.core.expression.data;

import dev.goatdb.core.host.Octets;

/** A datum: what a part of an expression evaluates to. */
public sealed interface Datum permits Datum.Simple, Sequence, Mapping, Failure {
  Datum TRUE = new Bool(true);
  Datum FALSE = new Bool(false);
  Datum NULL = new Nothing();

  /** What it is. */
  Kind kind();

  /** A datum that holds no others. */
  sealed interface Simple extends Datum {}

  /** True or false; there is one of each, compare them by identity. */
  record Bool(boolean value) implements Simple {
    @Override
    public Kind kind() {
      return Kind.BOOL;
    }
  }

  /** The null of the language; fields without a value show it. */
  record Nothing() implements Simple {
    @Override
    public Kind kind() {
      return Kind.NULL;
    }
  }

  /** A signed whole number of 64 bits. */
  record Int(long value) implements Simple {
    private static final Int[] SMALL = small();

    private static Int[] small() {
      Int[] small = new Int[512];
      for (int i = 0; i < small.length; i++) {
        small[i] = new Int(i - 128);
      }
      return small;
    }

    @Override
    public Kind kind() {
      return Kind.INT;
    }
  }

  /** An unsigned whole number; the bits of the long count from 0 to 2^64 - 1. */
  record UInt(long value) implements Simple {
    @Override
    public Kind kind() {
      return Kind.UINT;
    }
  }

  /** A double, also where it is whole, infinite or not a number. */
  record Real(double value) implements Simple {
    @Override
    public Kind kind() {
      return Kind.DOUBLE;
    }
  }

  /** Text without lone surrogates. */
  record Text(String value) implements Simple {
    @Override
    public Kind kind() {
      return Kind.STRING;
    }
  }

  /** Bytes. */
  record Blob(Octets value) implements Simple {
    @Override
    public Kind kind() {
      return Kind.BYTES;
    }
  }

  /** A point in time: seconds since 1970-01-01T00:00Z, and nanoseconds from 0 to 999,999,999. */
  record Time(long seconds, int nanos) implements Simple {
    @Override
    public Kind kind() {
      return Kind.TIMESTAMP;
    }
  }

  /** A length of time in nanoseconds, up to about 292 years either way. */
  record Span(long nanos) implements Simple {
    @Override
    public Kind kind() {
      return Kind.DURATION;
    }
  }

  /** A type as a value, such as what {@code type(1)} gives. */
  record TypeName(Kind named) implements Simple {
    @Override
    public Kind kind() {
      return Kind.TYPE;
    }
  }

  static Datum of(boolean value) {
    return value ? TRUE : FALSE;
  }

  static Datum of(int value) {
    return value >= -128 && value < 384 ? Int.SMALL[value + 128] : new Int(value);
  }

  static Datum of(long value) {
    return new Int(value);
  }

  static Datum of(double value) {
    return new Real(value);
  }

  static Datum of(String value) {
    return new Text(value);
  }
}
