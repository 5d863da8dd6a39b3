package dev.goatdb.core.expression.data;

/**
 * A failure: the datum of a part that has no value, which passes through everything around it but
 * the logic operators that can do without it.
 *
 * @param at where in the source, in UTF-16 units from 0
 * @param detail what happened, a sentence without its end; for {@link Fault#ASKS} the path
 */
public record Failure(Fault fault, int at, String detail) implements Datum {
  @Override
  public Kind kind() {
    return Kind.FAILURE;
  }

  /** The one of two failures to report: what can be asked for goes before what is lost. */
  public static Failure of(Failure first, Failure second) {
    return first.fault() != Fault.ASKS && second.fault() == Fault.ASKS ? second : first;
  }
}
