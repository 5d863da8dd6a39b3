package dev.goatdb.core;

import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** The seals that were made or read last, by where they stand in the log. */
final class Pieces {
  private static final int MOST = 32;

  private final Map<Long, Piece> byOffset = new LinkedHashMap<>();
  private long readable;

  Optional<Piece> find(long offset) {
    return Optional.ofNullable(byOffset.get(offset));
  }

  /** Keeps one; others go for it, but for those that cannot be read in the log yet. */
  Piece keep(long offset, Piece piece) {
    byOffset.put(offset, piece);
    if (byOffset.size() > MOST) {
      long oldest = byOffset.keySet().iterator().next();
      if (oldest < readable) {
        byOffset.remove(oldest);
      }
    }
    return piece;
  }

  /** What stands before a position of the log can be read there from now on. */
  void readable(long position) {
    readable = position;
  }

  /**
   * The tree of a seal in the log: over the commits that stand between where it points back to and
   * itself.
   *
   * @param number one of the commits that it covers
   */
  static Piece read(
      StoredSeal seal, long offset, int number, LogIndex index, IntFunction<Octets> idOf) {
    long from = offset - seal.distance();
    List<Octets> ids = new ArrayList<>();
    int first = number;
    while (first > 0 && index.offset(first - 1) >= from) {
      first--;
    }
    for (int i = first; ids.size() < seal.present() && i < index.count(); i++) {
      if (index.sealOffset(i) == offset) {
        ids.add(idOf.apply(i));
      }
    }
    return seal.over(ids);
  }
}
