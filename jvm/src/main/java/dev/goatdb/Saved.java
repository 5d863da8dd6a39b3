package dev.goatdb;

/** Where the newest edit of an item has got to. */
public enum Saved {
  /** In memory, or not yet safe on this device. */
  PENDING,
  /** Durable on this device. */
  HERE,
  /** Durable on the server. */
  SERVER,
  /** Refused by the server: it is not shown any more; {@link Item#refusal()} says why. */
  REFUSED;

  static Saved of(dev.goatdb.core.Saved saved) {
    return switch (saved) {
      case PENDING -> PENDING;
      case HERE -> HERE;
      case SERVER -> SERVER;
    };
  }
}
