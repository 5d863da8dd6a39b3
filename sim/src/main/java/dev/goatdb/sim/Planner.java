package dev.goatdb.sim;

import dev.goatdb.sim.adversary.Trick;
import dev.goatdb.sim.machine.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the plan of a world from its seed. */
final class Planner {
  private static final long LASTS_MILLIS = 60_000;
  private static final int LEAST_EDITS = 200;
  private static final long ABSENT_MILLIS = 200_000;
  private static final int MANY_EDITS = 850;
  private static final int LEAST_CRASHES = 2;
  private static final int MOST_SKEW_MILLIS = 20_000;
  private static final long DAY_MILLIS = 24L * 3600 * 1000;
  private static final long TEN_YEARS_MILLIS = 3_652 * DAY_MILLIS;
  private static final long MINUTE_MILLIS = 60_000;

  private final Dice dice;
  private final List<Plan.Peer> peers = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();

  private Planner(long seed) {
    dice = new Dice(~seed);
  }

  static Plan plan(long seed, Climate climate) {
    return new Planner(seed).draw(seed, climate);
  }

  private Plan draw(long seed, Climate climate) {
    var weather = climate.weather(dice);
    peers.add(peer(Plan.Role.SERVER));
    peers.add(peer(dice.chance(0.9) ? Plan.Role.CLIENT : Plan.Role.GUEST));
    peers.add(peer(dice.chance(0.5) ? Plan.Role.CLIENT : Plan.Role.GUEST));
    while (dice.chance(0.1)) {
      peers.add(peer(Plan.Role.CLIENT));
    }
    if (dice.chance(0.4)) {
      add(0, Trouble.Kind.CUT, 2, dice.between(3_000, 20_000), false);
    }
    crash(1 + dice.below(2));
    crash(0);
    for (int more = dice.below(4); more > 0; more--) {
      crash(anybody());
    }
    for (int partitions = 1 + dice.below(3); partitions > 0; partitions--) {
      Trouble.Kind kind = dice.chance(0.5) ? Trouble.Kind.CUT : Trouble.Kind.SILENCE;
      add(dice.between(4_000, LASTS_MILLIS), kind, client(), dice.between(500, 15_000), false);
    }
    losses();
    rarities();
    boolean absent = dice.chance(0.02);
    if (absent) {
      // So much comes together meanwhile that short ids cannot say it any more.
      add(4_000, Trouble.Kind.CUT, 1, ABSENT_MILLIS, false);
    }
    if (new Dice(31 * seed + 7).chance(0.25)) {
      add(0, Trouble.Kind.RULES, 0, 0, false);
    }
    troubles.sort(Comparator.comparingLong(Trouble::atMillis));
    return new Plan(
        seed,
        weather,
        absent ? ABSENT_MILLIS : LASTS_MILLIS,
        (absent ? MANY_EDITS : LEAST_EDITS) + dice.below(60),
        dice.chance(0.3),
        LEAST_CRASHES,
        List.copyOf(peers),
        tricks(),
        List.copyOf(troubles));
  }

  private Plan.Peer peer(Plan.Role role) {
    return new Plan.Peer(
        role, dice.between(-MOST_SKEW_MILLIS, MOST_SKEW_MILLIS), dice.below(3_000));
  }

  private int anybody() {
    return dice.below(peers.size());
  }

  private int client() {
    return 1 + dice.below(peers.size() - 1);
  }

  private void add(long at, Trouble.Kind kind, int peer, long amount, boolean flag) {
    troubles.add(new Trouble(at, kind, peer, amount, flag));
  }

  /** Some node will crash at some time, if it can be while it carries out effects. */
  private void crash(int peer) {
    add(
        dice.between(5_000, LASTS_MILLIS),
        Trouble.Kind.CRASH,
        peer,
        dice.below(8),
        dice.chance(0.75));
  }

  private void losses() {
    if (dice.chance(0.2)) {
      lose(0);
    }
    if (dice.chance(0.1)) {
      lose(client());
    }
  }

  /** A node will lose its disk at some time. */
  private void lose(int peer) {
    long at = dice.between(15_000, LASTS_MILLIS - 5_000);
    add(dice.between(5_000, at - 1), Trouble.Kind.BACKUP, peer, 0, false);
    add(at, Trouble.Kind.LOSS, peer, 0, dice.chance(0.5));
  }

  /** What seldom happens, one at a time. */
  private void rarities() {
    long at = dice.between(5_000, LASTS_MILLIS / 2);
    switch (dice.below(12)) {
      case 0 -> {
        long days = dice.chance(0.5) ? DAY_MILLIS : -DAY_MILLIS;
        jump(at, client(), days, dice.between(2_000, 25_000));
      }
      case 1 -> jump(at, 0, TEN_YEARS_MILLIS, MINUTE_MILLIS / 2);
      case 2 -> add(at, Trouble.Kind.CLONE, client(), 0, false);
      case 3 -> {
        add(at, Trouble.Kind.UPGRADE, 0, 0, false);
        for (int peer = 1; peer < peers.size(); peer++) {
          add(at + dice.between(1_000, 25_000), Trouble.Kind.UPGRADE, peer, 0, false);
        }
      }
      case 4 ->
          add(at, Trouble.Kind.FULL_DISK, anybody(), dice.between(500, 20_000), dice.chance(0.5));
      default -> {}
    }
  }

  /** A clock is wrong for some time. */
  private void jump(long at, int peer, long by, long during) {
    long before = peers.get(peer).skewMillis();
    add(at, Trouble.Kind.JUMP, peer, before + by, false);
    add(at + during, Trouble.Kind.JUMP, peer, before, false);
  }

  private List<Trick> tricks() {
    List<Trick> tricks = new ArrayList<>();
    if (dice.chance(0.35)) {
      int count = dice.chance(0.1) ? Trick.ALL.size() : 2 + dice.below(6);
      List<Trick> rest = new ArrayList<>(Trick.ALL);
      while (tricks.size() < count) {
        tricks.add(rest.remove(dice.below(rest.size())));
      }
    }
    return List.copyOf(tricks);
  }
}
