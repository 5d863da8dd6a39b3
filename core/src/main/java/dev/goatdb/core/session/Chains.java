package dev.goatdb.core.session;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a peer has followed each chain of control records.
 *
 * <p>The first record of a chain names the heads of those before it, so the heads say everything: a
 * peer that knows them knows all records that anything leads to.
 */
public final class Chains {
  private final TreeMap<Octets, Known> known = new TreeMap<>();
  private List<ChainHead> heads = List.of();
  private boolean stale;

  /** How far a chain is known, and what its first record names. */
  private record Known(ChainHead end, List<ChainHead> after) {}

  /** How a record stands to what is known of its chain. */
  public enum Fit {
    NEXT,
    KNOWN,
    /** Records before it are missing. */
    GAP,
    /** It contradicts the record before it: the chain was forked. */
    FORKED
  }

  public Fit fit(ControlRecord record) {
    ChainHead position = position(record.chain());
    if (record.number() < position.next()) {
      return Fit.KNOWN;
    }
    if (record.number() > position.next() || !areKnown(record.after())) {
      return Fit.GAP;
    }
    return record.previous().equals(position.hash()) ? Fit.NEXT : Fit.FORKED;
  }

  private boolean areKnown(List<ChainHead> others) {
    for (ChainHead other : others) {
      if (position(other.chain()).next() < other.next()) {
        return false;
      }
    }
    return true;
  }

  /** Whether something is known of a chain. */
  public boolean isKnown(Octets chain) {
    return known.containsKey(chain);
  }

  /** Moves on; the record must be the next one. */
  public void follow(ControlRecord record) {
    List<ChainHead> after = record.number() == 0 ? record.after() : after(record.chain());
    put(new ChainHead(record.chain(), record.number() + 1, record.hash()), after);
  }

  /** Forgets a record, which must be the last one of its chain that was followed. */
  public void forget(ControlRecord record) {
    if (record.number() > 0) {
      ChainHead end = new ChainHead(record.chain(), record.number(), record.previous());
      put(end, after(record.chain()));
    } else {
      known.remove(record.chain());
      stale = true;
    }
  }

  private void put(ChainHead end, List<ChainHead> after) {
    known.put(end.chain(), new Known(end, after));
    stale = true;
  }

  public ChainHead position(Octets chain) {
    Known of = known.get(chain);
    return of == null ? new ChainHead(chain, 0, ChainHead.NONE) : of.end();
  }

  /** What the first record of a chain names, where that is known. */
  public List<ChainHead> after(Octets chain) {
    Known of = known.get(chain);
    return of == null ? List.of() : of.after();
  }

  /** The ends that no known record comes after, in the order of their chains. */
  public List<ChainHead> heads() {
    if (stale) {
      stale = false;
      Map<Octets, Long> covered = new HashMap<>();
      for (Known one : known.values()) {
        for (ChainHead before : one.after()) {
          long most = covered.getOrDefault(before.chain(), 0L);
          covered.put(before.chain(), Math.max(most, before.next()));
        }
      }
      List<ChainHead> open = new ArrayList<>();
      for (Known one : known.values()) {
        ChainHead end = one.end();
        if (end.next() > covered.getOrDefault(end.chain(), 0L) && open.size() < ChainHead.MOST) {
          open.add(end);
        }
      }
      heads = List.copyOf(open);
    }
    return heads;
  }

  public Chains copy() {
    Chains copy = new Chains();
    copy.known.putAll(known);
    copy.stale = true;
    return copy;
  }

  public void write(CborWriter out) {
    out.array(2 * known.size());
    for (Known one : known.values()) {
      ChainHead.write(out, List.of(one.end()));
      ChainHead.write(out, one.after());
    }
  }

  /** Goes on from what was written down. */
  public void read(CborReader in) {
    int count = in.array() / 2;
    for (int i = 0; i < count; i++) {
      put(ChainHead.read(in).get(0), ChainHead.read(in));
    }
  }
}
