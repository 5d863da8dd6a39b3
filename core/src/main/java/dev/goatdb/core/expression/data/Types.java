package dev.goatdb.core.expression.data;

import java.util.List;

/** The types that need no parts, and how to make the others. */
public final class Types {
  /** Nothing is known; whatever is done with it is checked when it runs. */
  public static final Type DYN = new Type.Unknown();

  public static final Type BOOL = new Type.Scalar(Kind.BOOL);
  public static final Type INT = new Type.Scalar(Kind.INT);
  public static final Type UINT = new Type.Scalar(Kind.UINT);
  public static final Type DOUBLE = new Type.Scalar(Kind.DOUBLE);
  public static final Type STRING = new Type.Scalar(Kind.STRING);
  public static final Type BYTES = new Type.Scalar(Kind.BYTES);
  public static final Type NULL = new Type.Scalar(Kind.NULL);
  public static final Type TIMESTAMP = new Type.Scalar(Kind.TIMESTAMP);
  public static final Type DURATION = new Type.Scalar(Kind.DURATION);
  public static final Type TYPE = new Type.Scalar(Kind.TYPE);

  private Types() {}

  public static Type listOf(Type element) {
    return new Type.ListOf(element);
  }

  public static Type mapOf(Type key, Type value) {
    return new Type.MapOf(key, value);
  }

  /** The type of data that are of the one or the other type. */
  public static Type either(Type a, Type b) {
    return a.name().equals(b.name()) ? a : DYN;
  }

  /** The one type of all these, or unknown. */
  public static Type common(List<Type> types) {
    Type common = types.isEmpty() ? DYN : types.get(0);
    for (Type type : types) {
      common = either(common, type);
    }
    return common;
  }
}
