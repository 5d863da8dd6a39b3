package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Mapping;
import dev.goatdb.core.expression.data.Sequence;
import dev.goatdb.core.expression.data.Type;
import java.util.List;

/** A list or map that is written out. */
public abstract sealed class Collection extends Node {
  Collection(int at, Type type) {
    super(at, type);
  }

  /** Fills an array with the data of the parts; gives the first failure, or null. */
  private static Datum[] all(List<Node> parts, Frame frame) {
    Datum[] all = new Datum[parts.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = parts.get(i).eval(frame);
      if (all[i] instanceof Failure failure) {
        return new Datum[] {failure};
      }
    }
    return all;
  }

  private static boolean failed(Datum[] all) {
    return all.length > 0 && all[0] instanceof Failure;
  }

  /** {@code [a, b]}. */
  public static final class Items extends Collection {
    private final List<Node> parts;

    public Items(List<Node> parts, int at, Type type) {
      super(at, type);
      this.parts = parts;
    }

    @Override
    public Datum eval(Frame frame) {
      Datum[] items = all(parts, frame);
      return !frame.pays(1 + items.length)
          ? Frame.tooCostly(at)
          : failed(items) ? items[0] : new Sequence.Items(items);
    }
  }

  /** {@code {a: b}}. */
  public static final class Entries extends Collection {
    private final List<Node> keys;
    private final List<Node> values;

    public Entries(List<Node> keys, List<Node> values, int at, Type type) {
      super(at, type);
      this.keys = keys;
      this.values = values;
    }

    @Override
    public Datum eval(Frame frame) {
      Datum[] names = all(keys, frame);
      Datum[] data = all(values, frame);
      if (!frame.pays(1 + keys.size()) || !frame.paysFor(keys.size(), keys.size())) {
        return Frame.tooCostly(at);
      }
      if (failed(names) || failed(data)) {
        return failed(names) ? names[0] : data[0];
      }
      for (int i = 0; i < names.length; i++) {
        if (!Selection.canBeKey(names[i].kind())) {
          return fail(Fault.BAD_KEY, "a " + names[i].kind().phrase() + " cannot be a key");
        }
        if (Mapping.Pairs.indexOf(names, i, names[i]) >= 0) {
          return fail(Fault.REPEATED_KEY, "a key stands there twice");
        }
      }
      return new Mapping.Pairs(names, data);
    }
  }
}
