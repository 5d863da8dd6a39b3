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
import java.util.TreeSet;

/**
 * How far a peer has followed each chain of control records.
 *
 * <p>The first record of a chain names the heads of those before it, so the heads say everything: a
 * peer that knows them knows all records that anything leads to.
 */
public final class Chains {
  private final Map<Octets, ChainHead> known = new HashMap<>();
  private final TreeSet<Octets> heads = new TreeSet<>();

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
    ChainHead position = position(record.chain());
    if (record.number() < position.next()) {
      return Fit.KNOWN;
    }
    if (record.number() > position.next() || !areKnown(record.after())) {
      return Fit.GAP;
    }
    return record.previous().equals(position.hash()) ? Fit.NEXT : Fit.FORKED;
  }

  /** Whether all records that lead to these heads are known. */
  public boolean areKnown(List<ChainHead> others) {
    for (ChainHead other : others) {
      if (position(other.chain()).next() < other.next()) {
        return false;
      }
    }
    return true;
  }

  /** Moves on; the record must be the next one. */
  public void follow(Receipt record) {
    put(new ChainHead(record.chain(), record.number() + 1, record.hash()));
    for (ChainHead before : record.after()) {
      if (position(before.chain()).equals(before)) {
        heads.remove(before.chain());
      }
    }
  }

  /** Forgets a record, which must be the last one that was followed. */
  public void forget(Receipt record) {
    if (record.number() > 0) {
      put(new ChainHead(record.chain(), record.number(), record.previous()));
      return;
    }
    known.remove(record.chain());
    heads.remove(record.chain());
    for (ChainHead before : record.after()) {
      if (position(before.chain()).equals(before)) {
        heads.add(before.chain());
      }
    }
  }

  private void put(ChainHead head) {
    known.put(head.chain(), head);
    heads.add(head.chain());
  }

  public ChainHead position(Octets chain) {
    ChainHead position = known.get(chain);
    return position == null ? new ChainHead(chain, 0, ChainHead.NONE) : position;
  }

  /** The ends that no known record comes after, in the order of their chains. */
  public List<ChainHead> heads() {
    List<ChainHead> all = new ArrayList<>();
    for (Octets chain : heads) {
      if (all.size() < ChainHead.MOST) {
        all.add(position(chain));
      }
    }
    return all;
  }

  public Chains copy() {
    Chains copy = new Chains();
    copy.known.putAll(known);
    copy.heads.addAll(heads);
    return copy;
  }

  public void write(CborWriter out) {
    out.array(4 * known.size());
    new TreeMap<>(known)
        .forEach((chain, head) ->
            out.bytes(chain).integer(head.next()).bytes(head.hash()).bool(heads.contains(chain)));
  }

  /** Goes on from what was written down. */
  public void read(CborReader in) {
    int count = in.array() / 4;
    for (int i = 0; i < count; i++) {
      Octets chain = in.bytes(ChainHead.CHAIN_BYTES);
      put(new ChainHead(chain, in.integer(), in.bytes(ChainHead.NONE.size())));
      if (!in.bool()) {
        heads.remove(chain);
      }
    }
  }
}
