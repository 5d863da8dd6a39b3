package dev.goatdb.bench.group;

/**
 * What a row of ours is held against.
 *
 * @param figure in the unit of the row
 */
public record Yardstick(String name, double figure) {
  /** The original GoatDB 0.5.1, measured once on the same class of machine under load. */
  public static Yardstick original(double figure) {
    return new Yardstick("original GoatDB 0.5.1", figure);
  }
}
