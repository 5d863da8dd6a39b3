package dev.goatdb.core.session;

import dev.goatdb.core.host.Octets;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far a peer has followed each chain of control records. */
public final class Chains {
  private final Map<Octets, Position> positions = new LinkedHashMap<>();

  /** The next number expected, and the hash that record must name. */
  public record Position(long next, Octets previous) {}

  /** How a record stands to what is known of its chain. */
  public enum Fit {
    NEXT,
    KNOWN,
    /** Records before it are missing. */
    GAP,
    /** It contradicts the record before it: the chain was forked. */
    FORKED
  }

  public Fit fit(Receipt record) {
    Position position = position(record.chain());
    if (record.number() < position.next()) {
      return Fit.KNOWN;
    }
    if (record.number() > position.next()) {
      return Fit.GAP;
    }
    return record.previous().equals(position.previous()) ? Fit.NEXT : Fit.FORKED;
  }

  /** Moves on; the record must be the next one. */
  public void follow(Receipt record) {
    positions.put(record.chain(), new Position(record.number() + 1, record.hash()));
  }

  /** Goes on from where a chain was written down to stand. */
  public void restore(Octets chain, Position position) {
    positions.put(chain, position);
  }

  public Position position(Octets chain) {
    return positions.getOrDefault(chain, new Position(0, Receipt.NONE));
  }

  /** The chains that are known, in the order in which they were met. */
  public Map<Octets, Position> all() {
    return Map.copyOf(positions);
  }
}
