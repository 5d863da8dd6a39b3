package dev.goatdb.server.command;

import dev.goatdb.GoatDB;
import dev.goatdb.RepositoryCounts;
import dev.goatdb.error.GoatException;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Waiting for a server to confirm everything, for as long as it confirms anything. */
final class Settling {
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int PATIENCE_STEPS = 60;
  private static final int OFFLINE_STEPS = 5;

  private final GoatDB db;
  private final String repository;

  Settling(GoatDB db, String repository) {
    this.db = db;
    this.repository = repository;
  }

  /**
   * Throws {@code Unreachable} where the server confirmed nothing for a minute, or cannot be
   * reached.
   */
  void await(IntConsumer pending) {
    RepositoryCounts last = db.counts(repository);
    int idle = 0;
    while (true) {
      try {
        db.sync(STEP);
        return;
      } catch (GoatException.Unreachable notYet) {
        RepositoryCounts now = db.counts(repository);
        idle = now.equals(last) ? idle + 1 : 0;
        if (idle >= PATIENCE_STEPS || idle >= OFFLINE_STEPS && !db.isOnline()) {
          throw new GoatException.Unreachable(
                  "The server did not confirm everything: " + now.pending() + " commits wait.",
                  "Try again when it can be reached: what it has by then is left as it is.")
              .causedBy(notYet);
        }
        last = now;
        pending.accept(now.pending());
      }
    }
  }
}
