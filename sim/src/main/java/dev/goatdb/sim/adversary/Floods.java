package dev.goatdb.sim.adversary;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Filter;
import dev.goatdb.core.sync.Ladder;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.Scope;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Too much of something: bytes, questions, commits. The numbers are scaled down to the world's. */
final class Floods {
  private static final int SUM_BYTES = 16;

  /** What begins a hash behind the number of commits in a seal. */
  private static final int BYTES = 0x58;

  private static final int COMMITS = 60;
  private static final int QUESTIONS = 10;
  private static final int EDITS = 100;
  private static final int DEAF_MILLIS = 15_000;

  private final Adversary liar;

  Floods(Adversary liar) {
    this.liar = liar;
  }

  void play(Trick trick, Lore of) {
    switch (trick) {
      case MISSING_PARENTS -> orphans(of);
      case MALFORMED_BODY -> body(of, liar.dice().octets(40));
      case OVERSIZED_BODY -> body(of, Octets.wrap(new byte[Limits.DEFAULT.bodyBytes() + 1]));
      case OVERSIZED_PACK -> oversizedPack(of);
      case OVERSIZED_FRAME ->
          liar.speech().send(Octets.wrap(new byte[Limits.DEFAULT.frameBytes() + 1]));
      case BOMB ->
          liar.speech()
              .send(
                  new CborWriter()
                      .array(3)
                      .integer(12)
                      .integer(of.channel())
                      .array(Integer.MAX_VALUE)
                      .octets());
      case GARBAGE -> liar.speech().send(liar.dice().octets(1 + liar.dice().below(300)));
      case LIVE_EDITS_FLOOD -> liveEdits(of);
      case NEEDS_FLOOD -> needs(of);
      case SEARCH_FLOOD -> searches(of);
      case CONTROL_FLOOD -> {
        for (int i = 0; i < QUESTIONS; i++) {
          liar.speech().offer(of, new Scope.Tail(), new Filter.Empty());
        }
      }
      case CHANNELS_FLOOD -> {
        for (int i = 0; i < QUESTIONS; i++) {
          RepositoryPath path = of.path();
          liar.speech().send(new Message.Subscribe(100 + i, path));
        }
      }
      case SLOW_READER -> {
        liar.turnDeaf(DEAF_MILLIS);
        for (int i = 0; i < QUESTIONS; i++) {
          liar.speech().offer(of, new Scope.All(), new Filter.Empty());
          liar.speech().send(new Message.Arrived(of.channel(), Integer.MAX_VALUE));
        }
      }
      default -> throw new IllegalArgumentException(trick + " is no flood");
    }
  }

  private void orphans(Lore of) {
    List<Octets> packs = new ArrayList<>();
    for (int i = 0; i < COMMITS; i++) {
      CommitId nobodys = new CommitId(liar.dice().octets(CommitId.BYTES));
      Commit orphan =
          liar.forge().draft(of.path(), "orphan", liar.nowMillis()).on(nobodys).commit();
      liar.speech().disown(orphan.id());
      packs.add(liar.forge().seal(List.of(orphan), 0).encode());
    }
    liar.speech().pushRaw(of, List.of(), packs);
  }

  private void body(Lore of, Octets bytes) {
    Forge.Raw raw = liar.forge().raw(of.path(), "bad body", liar.nowMillis(), bytes);
    liar.speech().disown(raw.id());
    liar.speech().pushRaw(of, List.of(), List.of(raw.pack()));
  }

  /** A seal that names more commits than one may cover. */
  private void oversizedPack(Lore of) {
    Commit one = liar.forge().draft(of.path(), "many", liar.nowMillis()).commit();
    Pack pack = liar.forge().seal(List.of(one), 0);
    liar.speech().disown(one.id());
    Octets bytes = pack.encode();
    int at = 0;
    while (bytes.at(at) != 0 || bytes.at(at + 1) != 1 || bytes.at(at + 2) != BYTES) {
      at++;
    }
    CborWriter larger = new CborWriter().raw(bytes.prefix(at + 1));
    larger.integer(Limits.DEFAULT.packCommits() + 1).raw(bytes.from(at + 2));
    liar.speech().pushRaw(of, List.of(), List.of(larger.octets()));
  }

  private void liveEdits(Lore of) {
    List<CommitId> ids = of.ids();
    for (int i = 0; i < EDITS && !ids.isEmpty(); i++) {
      Commit known = of.any(liar.dice()).orElseThrow();
      Operation typed =
          liar.dice().chance(0.5)
              ? new Operation.Put(List.of("title"), Value.of("typing " + i))
              : new Operation.Increase(List.of("nowhere"), i);
      int most = liar.dice().chance(0.005) ? 20_000 : 10;
      Octets body =
          Body.of(
                  liar.dice().octets(Body.SALT_BYTES),
                  Optional.empty(),
                  List.of(typed, new Operation.Put(List.of("note"), Value.of("n".repeat(most)))))
              .encode();
      liar.speech()
          .send(
              new Message.LiveEdits(
                  of.channel(),
                  known.header().session(),
                  known.header().item(),
                  known.header().schema(),
                  body));
    }
  }

  private void needs(Lore of) {
    for (int i = 0; i < QUESTIONS; i++) {
      List<CommitId> ids = new ArrayList<>(of.ids());
      while (ids.size() < 300) {
        ids.add(new CommitId(liar.dice().octets(CommitId.BYTES)));
      }
      liar.speech().send(new Message.Need(of.channel(), ids));
    }
  }

  private void searches(Lore of) {
    for (int i = 0; i < QUESTIONS; i++) {
      List<Ladder.Rung> rungs = new ArrayList<>();
      long from = 0;
      for (int rung = 0; rung < 40; rung++) {
        rungs.add(new Ladder.Rung(from, rung, liar.dice().octets(SUM_BYTES)));
        from += liar.dice().between(1, Long.MAX_VALUE / 64);
      }
      liar.speech()
          .send(
              new Message.Search(of.channel(), liar.speech().nextCycle(), 0, 0, new Ladder(rungs)));
    }
  }
}
