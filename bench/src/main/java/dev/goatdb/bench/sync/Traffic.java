package dev.goatdb.bench.sync;

/**
 * What passed between clients and a server after their greeting.
 *
 * @param up bytes of frames to the server
 * @param down bytes of frames to the client
 * @param packs bytes of packs of commits among them
 * @param roundTrips how often a client began to speak, at first or after the server had
 */
record Traffic(long up, long down, long packs, int roundTrips) {
  long both() {
    return up + down;
  }

  long besidePacks() {
    return both() - packs;
  }
}
