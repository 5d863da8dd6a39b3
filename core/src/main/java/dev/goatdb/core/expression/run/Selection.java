package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Mapping;
import dev.goatdb.core.expression.data.Type;

/** {@code of.name}, or {@code has(of.name)}. */
public final class Selection extends Node {
  private final Node of;
  private final String name;
  private final boolean presence;

  public Selection(Node of, String name, boolean presence, int at, Type type) {
    super(at, type);
    this.of = of;
    this.name = name;
    this.presence = presence;
  }

  @Override
  public Datum eval(Frame frame) {
    if (!frame.pays(1)) {
      return Frame.tooCostly(at);
    }
    Datum whole = of.eval(frame);
    if (!(whole instanceof Mapping map)) {
      return whole instanceof Failure
          ? whole
          : fail(Fault.NO_OVERLOAD, "a " + whole.kind().phrase() + " has no fields");
    }
    Datum value = map.find(name);
    if (presence) {
      return Datum.of(value != null);
    }
    if (value != null) {
      return value;
    }
    boolean declared =
        map instanceof Mapping.Fields fields
            && fields.type() instanceof Type.Fields known
            && known.fields().containsKey(name)
            && !known.demanded().contains(name);
    return declared ? Datum.NULL : fail(Fault.NO_KEY, "there is no field '" + name + "'");
  }

  /** The failure of a map that lacks a key. */
  static Failure noKey(int at, Datum key) {
    return new Failure(
        Fault.NO_KEY,
        at,
        key instanceof Datum.Text text
            ? "there is no key '" + text.value() + "'"
            : "there is no such key, a " + key.kind().phrase());
  }

  /** Whether a datum may be the key of a map. */
  static boolean canBeKey(Kind kind) {
    return kind == Kind.STRING || kind == Kind.INT || kind == Kind.UINT || kind == Kind.BOOL;
  }
}
