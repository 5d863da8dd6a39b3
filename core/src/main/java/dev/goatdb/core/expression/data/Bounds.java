package dev.goatdb.core.expression.data;

/** The limits of the language; they are the same for everybody, so that all peers agree. */
public final class Bounds {
  /** The longest source, in UTF-16 units. */
  public static final int SOURCE = 8192;

  /** How deep a tree or its parentheses may nest. */
  public static final int NESTING = 200;

  /** What one evaluation may cost, in units: one for each operation, more for long texts. */
  public static final int COST = 100_000;

  /** What it costs to look another item up, in units; it may have to be read from a disk. */
  public static final int LOOKUP = 1_000;

  /** How many characters, bytes or elements an operation handles for one unit. */
  public static final int PER_UNIT = 16;

  /** The most instructions of a pattern. */
  public static final int PATTERN = 1000;

  /** The largest count in a pattern's {@code {n,m}}. */
  public static final int REPETITIONS = 1000;

  private Bounds() {}
}
