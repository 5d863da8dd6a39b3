package dev.goatdb.bench.sync;

/**
 * How long one is ready to wait for an answer, and how large what is measured is.
 *
 * @param rounds rounds of edits that count
 * @param edits edits in a round
 * @param typed edits of one item in a round
 * @param commits commits on both sides of a connection that is made again
 * @param reconnects how often it is made again where nothing is missing
 * @param items items that a client loads, and restores
 * @param loads how often they are loaded, each time by a fresh process, and restored
 * @param ingests rounds of ingesting that count, after as many that warm up
 * @param singles commits in a round where each is a pack of its own
 * @param hundreds commits in a round where a pack has a hundred
 * @param idle connections without edits
 * @param idleSeconds how long one of them is watched; best a multiple of 30, the beat of clients
 */
record Effort(
    int rounds,
    int edits,
    int typed,
    int commits,
    int reconnects,
    int items,
    int loads,
    int ingests,
    int singles,
    int hundreds,
    int idle,
    int idleSeconds) {
  static Effort of(boolean quick) {
    return quick
        ? new Effort(3, 200, 60, 20_000, 1, 20_000, 1, 2, 4_000, 20_000, 500, 30)
        : new Effort(10, 500, 100, 1_000_000, 3, 100_000, 5, 5, 20_000, 100_000, 5_000, 120);
  }
}
