package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Stored;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.value.Base32;

/** A node without parts. */
public abstract sealed class Leaf extends Node {
  Leaf(int at, Type type) {
    super(at, type);
  }

  /** A literal, a type by its name, or a failure that was seen at load. */
  public static final class Constant extends Leaf {
    private final Datum value;

    public Constant(Datum value, int at, Type type) {
      super(at, type);
      this.value = value;
    }

    public Datum value() {
      return value;
    }

    @Override
    public Datum eval(Frame frame) {
      return value;
    }
  }

  /** A variable of the environment, by its place. */
  public static final class Variable extends Leaf {
    private final int place;

    public Variable(int place, int at, Type type) {
      super(at, type);
      this.place = place;
    }

    @Override
    public Datum eval(Frame frame) {
      return Stored.of(frame.scope.variable(place), frame.scope.type(place, type()));
    }
  }

  /** The variable of a macro. */
  public static final class Local extends Leaf {
    private final int place;

    public Local(int place, int at, Type type) {
      super(at, type);
      this.place = place;
    }

    @Override
    public Datum eval(Frame frame) {
      return frame.locals[place];
    }
  }

  /** {@code now()}. */
  public static final class Now extends Leaf {
    public Now(int at) {
      super(at, Types.TIMESTAMP);
    }

    @Override
    public Datum eval(Frame frame) {
      return Stored.time(frame.scope.nowMillis());
    }
  }

  /** {@code newId()}. */
  public static final class NewId extends Leaf {
    public NewId(int at) {
      super(at, Types.STRING);
    }

    @Override
    public Datum eval(Frame frame) {
      return Datum.of(Base32.encode(frame.scope.random()));
    }
  }
}
