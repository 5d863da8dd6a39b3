package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.expression.pattern.Pattern;

/** {@code matches} with a pattern that stands in the source: it is read once, at load. */
public final class Match extends Node {
  private final Node text;
  private final Pattern pattern;

  public Match(Node text, Pattern pattern, int at) {
    super(at, Types.BOOL);
    this.text = text;
    this.pattern = pattern;
  }

  @Override
  public Datum eval(Frame frame) {
    Datum datum = text.eval(frame);
    return datum instanceof Datum.Text it
        ? run(it.value(), pattern, at, frame)
        : wrong(datum, Kind.STRING);
  }

  /** The answer for a pattern that is read when it is needed. */
  static Datum of(String text, String pattern, int at, Frame frame) {
    if (!frame.paysFor(pattern.length())) {
      return Frame.tooCostly(at);
    }
    Pattern read = Pattern.of(pattern);
    return read.problem().isEmpty()
        ? run(text, read, at, frame)
        : new Failure(Fault.PATTERN, at, read.problem());
  }

  private static Datum run(String text, Pattern pattern, int at, Frame frame) {
    return frame.pays(1) && frame.paysFor(text.length() + 16, pattern.size())
        ? Datum.of(pattern.findsIn(text))
        : Frame.tooCostly(at);
  }
}
