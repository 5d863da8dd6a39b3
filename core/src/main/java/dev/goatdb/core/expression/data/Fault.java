package dev.goatdb.core.expression.data;

/** Why an evaluation failed; the code is stable and the same on every platform. */
public enum Fault {
  NO_OVERLOAD("no-such-overload"),
  NO_KEY("no-such-key"),
  NO_INDEX("no-such-index"),
  BAD_KEY("unsupported-key"),
  REPEATED_KEY("repeated-key"),
  RANGE("out-of-range"),
  DIVISION("division-by-zero"),
  CONVERSION("bad-conversion"),
  PATTERN("bad-pattern"),
  UNKNOWN("unknown-name"),
  NOT_STORABLE("not-storable"),
  COST("too-costly"),
  /** An item must be loaded first; then the expression can be evaluated anew. */
  ASKS("asks");

  private final String code;

  Fault(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
