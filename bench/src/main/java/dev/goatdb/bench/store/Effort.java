package dev.goatdb.bench.store;

/**
 * How long one is ready to wait for an answer.
 *
 * @param warmDocuments how many documents each engine creates before rows about writing
 * @param warmUps rounds that do not count
 * @param rounds rounds that count
 * @param seconds after which a row has no further rounds, once it has the fewest that will do
 * @param pourMillis how long each engine creates in one round of a sustained load
 * @param starts fresh processes of each engine
 * @param diskDocuments documents of which the bytes on disk are counted
 * @param million whether there are also rows of a million documents
 */
record Effort(
    int warmDocuments,
    int warmUps,
    int rounds,
    int seconds,
    int pourMillis,
    int starts,
    int diskDocuments,
    boolean million) {
  static final int FEWEST_ROUNDS = 3;

  static Effort of(boolean quick) {
    return quick
        ? new Effort(20_000, 8, 8, 3, 300, 2, 1000, false)
        : new Effort(300_000, 40, 40, 25, 1000, 10, 10_000, true);
  }
}
