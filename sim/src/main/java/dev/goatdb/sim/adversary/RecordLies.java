package dev.goatdb.sim.adversary;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Control;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.sync.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Lies in the name of others: the authority, and other sessions. */
final class RecordLies {
  private static final long YEAR_MILLIS = 365L * 24 * 3600 * 1000;

  private final Adversary liar;

  RecordLies(Adversary liar) {
    this.liar = liar;
  }

  void play(Trick trick, Lore of) {
    switch (trick) {
      case FORGED_RECEIPT -> {
        List<ControlRecord> genuine = of.receipts();
        if (!genuine.isEmpty()) {
          ControlRecord last = genuine.get(genuine.size() - 1);
          receipt(of, last.chain(), last.number() + 1, last.hash());
        }
      }
      case FORGED_CHAIN ->
          receipt(of, liar.dice().octets(ChainHead.CHAIN_BYTES), 0, ChainHead.NONE);
      case REPLAYED_RECEIPTS -> replayReceipts(of);
      case REPLAYED_COMMITS -> {
        List<Octets> packs = new ArrayList<>(of.packs());
        Collections.reverse(packs);
        liar.speech().pushRaw(of, List.of(), packs.subList(0, Math.min(12, packs.size())));
      }
      case FORGED_REFUSALS -> {
        for (CommitId id : of.ids()) {
          liar.speech().send(new Message.Refuse(of.channel(), id, "denied", "Because I say so."));
        }
      }
      case FORGED_SEAL ->
          of.any(liar.dice())
              .map(commit -> commit.header().session())
              .filter(session -> !session.equals(liar.forge().session()))
              .ifPresent(victim ->
                  liar.speech().pushInvalid(of, List.of(), liar.forge().seal(one(of, victim), 0)));
      case FORGED_CERTIFICATE -> forgedCertificate(of);
      default -> throw new IllegalArgumentException(trick + " is no lie about records");
    }
  }

  private List<Commit> one(Lore of, SessionId by) {
    return List.of(liar.forge().draft(of.path(), "stolen", liar.nowMillis()).by(by).commit());
  }

  /** A receipt of what nobody has, which only the authority could sign. */
  private void receipt(Lore of, Octets chain, long number, Octets previous) {
    Commit covered =
        liar.forge().draft(of.path(), "covered", liar.nowMillis() + 20 * YEAR_MILLIS).commit();
    ControlRecord draft =
        new ControlRecord(
            liar.forge().organisation(),
            of.path(),
            chain,
            number,
            previous,
            List.of(),
            liar.nowMillis(),
            new Control.Receipt(MerkleTree.of(List.of(covered.id().hash()))),
            Octets.EMPTY);
    ControlRecord forged = draft.signed(liar.forge().sign(draft.message()));
    liar.speech().send(new Message.Control(of.channel(), 1, List.of(forged.encode())));
    liar.speech().pushInvalid(of, List.of(), liar.forge().seal(List.of(covered), 0));
  }

  private void replayReceipts(Lore of) {
    List<Octets> records = new ArrayList<>();
    of.receipts().forEach(receipt -> records.add(receipt.encode()));
    Collections.reverse(records);
    liar.speech().send(new Message.Control(of.channel(), 1, records));
    liar.speech().send(new Message.Control(liar.otherThan(of).channel(), 1, records));
  }

  private void forgedCertificate(Lore of) {
    Octets key = liar.dice().octets(Certificate.KEY_BYTES);
    Certificate draft =
        new Certificate(
            liar.forge().organisation(),
            key,
            Optional.empty(),
            true,
            liar.nowMillis(),
            liar.nowMillis() + YEAR_MILLIS,
            Octets.EMPTY);
    Certificate forged = draft.signed(liar.forge().sign(draft.message()));
    liar.speech()
        .pushInvalid(
            of, List.of(forged.encode()), liar.forge().seal(one(of, SessionId.of(key)), 0));
  }
}
