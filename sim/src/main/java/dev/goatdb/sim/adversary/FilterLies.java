package dev.goatdb.sim.adversary;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.sync.BloomFilter;
import dev.goatdb.core.sync.Filter;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.sync.Scope;
import dev.goatdb.core.sync.Summary;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Lies about what it holds: filters, digests, and how far it has followed. */
final class FilterLies {
  private static final int SEED_BYTES = 8;

  /** The largest filter that is taken in. */
  private static final int MOST_BITS = 7 << 20;

  /** How many ids it tries to find one that a filter seems to hold. */
  private static final int TRIALS = 3_000;

  private final Adversary liar;
  private boolean mining;

  FilterLies(Adversary liar) {
    this.liar = liar;
  }

  void play(Trick trick, Lore of) {
    switch (trick) {
      case FULL_FILTER -> full(of, 1_023, 7);
      case OVERFULL_FILTER -> full(of, 4_096, 7);
      case FILTER_WITHOUT_PROBES -> full(of, 1_023, 0);
      case HUGE_FILTER -> full(of, MOST_BITS, 1);
      case EMPTY_FILTERS -> {
        for (int i = 0; i < 5; i++) {
          liar.speech().offer(of, liar.speech().summary(of), new Scope.All(), new Filter.Empty());
        }
      }
      case MINED_IDS -> {
        mining = true;
        liar.speech().offer(of, nothing(), new Scope.All(), new Filter.Empty());
      }
      case WRONG_DIGESTS -> wrongDigests(of);
      case WRONG_CHAIN_HEADS -> wrongHeads(of);
      case EARLY_ARRIVALS -> {
        liar.speech().send(new Message.Arrived(of.channel(), Integer.MAX_VALUE));
        liar.speech().offer(of, nothing(), new Scope.All(), new Filter.Empty());
      }
      default -> throw new IllegalArgumentException(trick + " is no lie about filters");
    }
  }

  /** A filter of the server's came: a commit that seems to be in it is looked for, and pushed. */
  void heard(Message.Offer offer) {
    if (!mining || !(offer.filter() instanceof BloomFilter)) {
      return;
    }
    mining = false;
    Lore of = liar.lore(offer.channel());
    for (int i = 0; i < TRIALS; i++) {
      Commit mined = liar.forge().draft(of.path(), "mined", liar.nowMillis()).commit();
      if (offer.filter().mayContain(mined.id())) {
        liar.speech().push(of, List.of(), List.of(liar.forge().seal(List.of(mined), 0)));
        return;
      }
    }
  }

  private Summary nothing() {
    return new Summary(List.of(), 0, Octets.wrap(new byte[CommitId.BYTES]));
  }

  /** An offer with a Bloom filter, of which all bits are set. */
  private void full(Lore of, int bits, int probes) {
    byte[] table = new byte[(bits + 7) / 8];
    Arrays.fill(table, (byte) 0xff);
    table[table.length - 1] &= (byte) (0xff >> (8 - bits % 8) % 8);
    CborWriter filter = new CborWriter().array(5).integer(1);
    filter.bytes(liar.dice().octets(SEED_BYTES)).integer(Math.min(bits / 20, 50)).integer(probes);
    filter.array(2).integer(bits).bytes(Octets.wrap(table));
    Scope scope = liar.dice().chance(0.5) ? new Scope.All() : new Scope.Tail();
    Octets offer =
        MessageCodec.encode(
            new Message.Offer(
                of.channel(),
                liar.speech().nextCycle(),
                0,
                false,
                0,
                nothing(),
                scope,
                new Filter.Empty()));
    Octets empty = end(new Filter.Empty());
    Octets head = offer.prefix(offer.size() - empty.size());
    liar.speech().send(new CborWriter().raw(head).raw(filter).octets());
  }

  private static Octets end(Filter filter) {
    CborWriter out = new CborWriter();
    filter.write(out);
    return out.octets();
  }

  private void wrongDigests(Lore of) {
    for (int i = 0; i < 3; i++) {
      int count = liar.dice().below(Integer.MAX_VALUE);
      Summary wrong = new Summary(List.of(), count, liar.dice().octets(CommitId.BYTES));
      liar.speech().send(new Message.Close(of.channel(), liar.speech().nextCycle(), i, 0, wrong));
      liar.speech().offer(of, wrong, new Scope.Tail(), new Filter.Empty());
    }
  }

  private void wrongHeads(Lore of) {
    List<ChainHead> heads = new ArrayList<>();
    for (ControlRecord receipt : of.receipts()) {
      long next = liar.dice().chance(0.5) ? Long.MAX_VALUE : receipt.number() + 1;
      boolean known = heads.stream().anyMatch(head -> head.chain().equals(receipt.chain()));
      if (!known) {
        heads.add(new ChainHead(receipt.chain(), next, liar.dice().octets(CommitId.BYTES)));
      }
    }
    while (liar.dice().chance(0.8) && heads.size() < ChainHead.MOST) {
      Octets chain = liar.dice().octets(ChainHead.CHAIN_BYTES);
      heads.add(new ChainHead(chain, 1 + liar.dice().below(9), ChainHead.NONE));
    }
    heads.sort(Comparator.comparing(ChainHead::chain));
    Summary honest = liar.speech().summary(of);
    Summary wrong = new Summary(List.copyOf(heads), honest.count(), honest.sum());
    liar.speech().offer(of, wrong, new Scope.Tail(), new Filter.Empty());
    liar.speech().send(new Message.Close(of.channel(), liar.speech().nextCycle(), 0, 0, wrong));
  }
}
