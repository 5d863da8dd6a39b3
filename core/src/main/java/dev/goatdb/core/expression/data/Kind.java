package dev.goatdb.core.expression.data;

/** What a datum is at run time; the name is what {@code type(x)} shows. */
public enum Kind {
  BOOL("bool"),
  INT("int"),
  UINT("uint"),
  DOUBLE("double"),
  STRING("string"),
  BYTES("bytes"),
  LIST("list"),
  MAP("map"),
  NULL("null_type"),
  TIMESTAMP("google.protobuf.Timestamp"),
  DURATION("google.protobuf.Duration"),
  TYPE("type"),
  /** A failure; no expression can name it. */
  FAILURE("");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The name in the language; empty for a failure. */
  public String word() {
    return word;
  }

  /** The short name for messages. */
  public String phrase() {
    return switch (this) {
      case TIMESTAMP -> "timestamp";
      case DURATION -> "duration";
      case NULL -> "null";
      case BOOL, INT, UINT, DOUBLE, STRING, BYTES, LIST, MAP, TYPE, FAILURE -> word;
    };
  }

  public boolean isNumber() {
    return this == INT || this == UINT || this == DOUBLE;
  }
}
