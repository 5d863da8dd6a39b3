package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Mapping;
import dev.goatdb.core.expression.data.Sequence;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.syntax.Tree.Macro;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A macro over the elements of a list or the keys of a map. */
@SuppressWarnings("ReferenceEquality") // There is one datum of each truth value.
public final class Iteration extends Node {
  private final Macro macro;
  private final Node range;
  private final int place;
  private final @Nullable Node condition;
  private final @Nullable Node result;

  /** The condition or the result is missing where the macro has none. */
  public Iteration(
      Macro macro,
      Node range,
      int place,
      @Nullable Node condition,
      @Nullable Node result,
      int at,
      Type type) {
    super(at, type);
    this.macro = macro;
    this.range = range;
    this.place = place;
    this.condition = condition;
    this.result = result;
  }

  @Override
  public Datum eval(Frame frame) {
    Datum over = range.eval(frame);
    if (over instanceof Sequence list) {
      return collects() ? collect(list, frame) : decide(list, frame);
    }
    if (over instanceof Mapping map) {
      if (!frame.paysFor(map.size())) {
        return Frame.tooCostly(at);
      }
      Sequence keys = new Sequence.Items(map.keys());
      return collects() ? collect(keys, frame) : decide(keys, frame);
    }
    return wrong(over, Kind.LIST);
  }

  private boolean collects() {
    return macro == Macro.MAP || macro == Macro.FILTER;
  }

  private Datum test(Datum element, Frame frame) {
    frame.locals[place] = element;
    return condition == null ? Datum.TRUE : condition.eval(frame);
  }

  private Datum collect(Sequence list, Frame frame) {
    Datum[] collected = new Datum[Math.min(list.size(), frame.left() + 1)];
    int count = 0;
    for (int i = 0; i < list.size(); i++) {
      if (!frame.pays(1)) {
        return Frame.tooCostly(at);
      }
      Datum element = list.at(i);
      Datum taken = test(element, frame);
      if (taken == Datum.TRUE) {
        Datum item = result == null ? element : result.eval(frame);
        if (item instanceof Failure) {
          return item;
        }
        collected[count++] = item;
      } else if (taken != Datum.FALSE) {
        return wrong(taken, Kind.BOOL);
      }
    }
    return new Sequence.Items(
        count == collected.length ? collected : Arrays.copyOf(collected, count));
  }

  /** All and exists are and and or of every element; exists_one lets no failure pass. */
  private Datum decide(Sequence list, Frame frame) {
    Datum decides = Datum.of(macro == Macro.EXISTS);
    Failure failure = null;
    int found = 0;
    for (int i = 0; i < list.size(); i++) {
      if (!frame.pays(1)) {
        return Frame.tooCostly(at);
      }
      Datum taken = test(list.at(i), frame);
      if (taken == Datum.TRUE) {
        found++;
      } else if (taken != Datum.FALSE) {
        Failure wrong = wrong(taken, Kind.BOOL);
        failure = failure == null ? wrong : Failure.of(failure, wrong);
      }
      if (taken == decides && macro != Macro.EXISTS_ONE) {
        return taken;
      }
    }
    return failure != null
        ? failure
        : Datum.of(macro == Macro.ALL || macro == Macro.EXISTS_ONE && found == 1);
  }
}
