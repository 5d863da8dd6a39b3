package dev.goatdb.core.log;

/** A page of an index is not what was written; the index is to be made anew from the log. */
final class IndexDamaged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IndexDamaged() {
    super("an index is damaged");
  }
}
