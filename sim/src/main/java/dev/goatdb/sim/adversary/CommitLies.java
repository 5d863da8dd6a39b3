package dev.goatdb.sim.adversary;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commits of its own that strain the graph, or contradict it; some of them are valid. */
final class CommitLies {
  private static final long YEAR_MILLIS = 365L * 24 * 3600 * 1000;
  private static final int CHAIN = 12;
  private static final int HEADS = 20;
  private static final List<String> OWN = List.of("x", "y");
  private static final List<String> SHARED = List.of("a", "b", "c", "d");

  private final Adversary liar;

  CommitLies(Adversary liar) {
    this.liar = liar;
  }

  void play(Trick trick, Lore of) {
    switch (trick) {
      case BACKDATED -> {
        long then = liar.nowMillis() - liar.dice().between(1, 20) * YEAR_MILLIS;
        push(of, liar.forge().draft(of.path(), item(SHARED), then).commit());
      }
      case OLD_PARENTS ->
          of.any(liar.dice())
              .ifPresent(old -> push(of, draft(of, old).clock(old.header().clock() + 1).commit()));
      case FAR_AHEAD -> ahead(of);
      case CLOCK_BEFORE_PARENT ->
          of.any(liar.dice())
              .ifPresent(old -> invalid(of, draft(of, old).clock(old.header().clock()).commit()));
      case WRONG_GENERATION ->
          of.any(liar.dice())
              .ifPresent(old ->
                  invalid(of, draft(of, old).generation(old.header().generation() + 5).commit()));
      case EQUIVOCATION -> {
        push(of, 7, draft(of, SHARED).commit());
        push(of, 7, draft(of, SHARED).commit());
      }
      case DEEP_CHAIN -> deepChain(of);
      case MANY_HEADS -> manyHeads(of);
      case WITHHOLDING -> {
        Commit kept = draft(of, SHARED).commit();
        liar.speech().disown(kept.id());
        invalid(of, draft(of, kept).commit());
      }
      case UNKNOWN_SCHEMA ->
          invalid(of, liar.forge().draft(of.path(), "z", now()).schema(nobodys()).commit());
      case MISFIT_OPERATIONS ->
          invalid(of, draft(of, OWN).operations(liar.dice().pick(misfits())).commit());
      case FOREIGN_KIND -> invalid(of, draft(of, OWN).kind(Header.Kind.MERGE).commit());
      case TORN_ATOMIC_PACK -> tornPack(of);
      case TWO_SEALS -> twoSeals(of);
      case CROSSED_REPOSITORIES -> {
        Lore other = liar.otherThan(of);
        Commit there = liar.forge().draft(other.path(), "crossed", now()).commit();
        liar.speech().pushInvalid(of, List.of(), liar.forge().seal(List.of(there), 0));
      }
      default -> throw new IllegalArgumentException(trick + " is no lie about commits");
    }
  }

  private long now() {
    return liar.nowMillis();
  }

  private String item(List<String> names) {
    return liar.dice().pick(names);
  }

  /** The next edit of an item, on some head of it. */
  private Forge.Draft draft(Lore of, List<String> names) {
    String item = item(names);
    Optional<Commit> head = of.head(item);
    return head.isPresent() ? draft(of, head.get()) : liar.forge().draft(of.path(), item, now());
  }

  private Forge.Draft draft(Lore of, Commit parent) {
    return liar.forge().draft(of.path(), parent.header().item(), now()).on(parent);
  }

  private void push(Lore of, Commit commit) {
    liar.speech().push(of, List.of(), List.of(liar.forge().seal(List.of(commit), 0)));
  }

  private void push(Lore of, long number, Commit commit) {
    liar.speech().push(of, List.of(), List.of(liar.forge().seal(List.of(commit), 0, number)));
  }

  private void invalid(Lore of, Commit commit) {
    liar.speech().pushInvalid(of, List.of(), liar.forge().seal(List.of(commit), 0));
  }

  /** As far as is allowed, or for ever out of reach. */
  private void ahead(Lore of) {
    if (liar.dice().chance(0.3)) {
      push(of, draft(of, SHARED).clock(Hlc.ofMillis(now() + 30_000)).commit());
    } else {
      invalid(of, draft(of, SHARED).clock(Hlc.ofMillis(now() + 50 * YEAR_MILLIS)).commit());
    }
  }

  private void deepChain(Lore of) {
    List<Commit> chain = new ArrayList<>();
    chain.add(draft(of, OWN).commit());
    while (chain.size() < CHAIN) {
      chain.add(draft(of, chain.get(chain.size() - 1)).commit());
    }
    List<Pack> packs = new ArrayList<>();
    chain.forEach(commit -> packs.add(liar.forge().seal(List.of(commit), 0)));
    Collections.reverse(packs);
    for (Pack pack : packs) {
      liar.speech().push(of, List.of(), List.of(pack));
    }
  }

  private void manyHeads(Lore of) {
    Commit root = draft(of, OWN).commit();
    List<Pack> packs = new ArrayList<>(List.of(liar.forge().seal(List.of(root), 0)));
    for (int i = 0; i < HEADS; i++) {
      packs.add(liar.forge().seal(List.of(draft(of, root).commit()), 0));
    }
    liar.speech().push(of, List.of(), packs);
  }

  private void tornPack(Lore of) {
    Commit here = liar.forge().draft(of.path(), "torn 1", now()).commit();
    Commit absent = liar.forge().draft(of.path(), "torn 2", now()).commit();
    Pack whole = liar.forge().seal(List.of(here, absent), Seal.ATOMIC);
    liar.speech().disown(absent.id());
    liar.speech().pushInvalid(of, List.of(), Forge.part(whole, Set.of(here.id().hash())));
  }

  private void twoSeals(Lore of) {
    Commit twice = draft(of, OWN).commit();
    Commit once = liar.forge().draft(of.path(), "once", now()).commit();
    Pack whole = liar.forge().seal(List.of(twice, once), Seal.ATOMIC);
    push(of, twice);
    liar.speech().push(of, List.of(), List.of(whole));
  }

  private static SchemaId nobodys() {
    return new SchemaId("nobodys", 1, Octets.wrap(new byte[SchemaId.DIGEST_BYTES]));
  }

  private static List<Operation> misfits() {
    return List.of(
        new Operation.Put(List.of("nowhere"), Value.TRUE),
        new Operation.Put(List.of("rank"), Value.of("not a number")),
        new Operation.Put(List.of("votes"), Value.of(1_000_000L)),
        new Operation.Increase(List.of("title"), 7),
        new Operation.Put(List.of("grid", "a", "b", "c"), Value.of(1L)),
        new Operation.Remove(List.of("title")),
        new Operation.Put(List.of(), Value.of("neither deleted nor not")));
  }
}
