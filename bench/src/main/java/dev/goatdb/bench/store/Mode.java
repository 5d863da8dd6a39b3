package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;

/** What an engine is open for, and what it promises for what is written. */
enum Mode {
  /** Nothing is written. */
  READING,
  /** A change outlives the program. */
  BUFFERED,
  /** A change outlives the machine's power. */
  SYNCED;

  /** An engine's name in a row, with how it was set where that matters. */
  String label(Engine engine) {
    return switch (engine) {
      case SQLITE ->
          switch (this) {
            case READING -> "sqlite";
            case BUFFERED -> "sqlite-wal-normal";
            case SYNCED -> "sqlite-wal-full";
          };
      // It knows nothing weaker.
      case OBJECTBOX -> this == BUFFERED ? "objectbox-synced" : "objectbox";
      case GOAT, MVSTORE, ROCKSDB, NITRITE -> engine.label();
    };
  }
}
