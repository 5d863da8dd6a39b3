package dev.goatdb.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Pure;
import dev.goatdb.sim.adversary.Trick;
import dev.goatdb.sim.machine.FastFunctions;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.oracle.Promise;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Worlds as data: drawn, printed, read back, and made smaller. */
class PlanTest {
  private static final int SEEDS = 500;

  @BeforeAll
  static void beFast() {
    Pure.install(new FastFunctions());
  }

  @Test
  void whatIsPrintedIsReadBack() {
    Set<Trouble.Kind> kinds = EnumSet.noneOf(Trouble.Kind.class);
    Set<Trick> tricks = EnumSet.noneOf(Trick.class);
    for (int seed = 1; seed <= SEEDS; seed++) {
      Plan plan = Planner.plan(seed, Climate.MIXED);
      assertEquals(plan, Plan.parse(plan.print()));
      plan.troubles().forEach(trouble -> kinds.add(trouble.kind()));
      tricks.addAll(plan.tricks());
    }
    assertEquals(EnumSet.allOf(Trouble.Kind.class), kinds);
    assertEquals(EnumSet.allOf(Trick.class), tricks);
  }

  @Test
  void aWorldThatIsReadBackGoesTheSameWay() {
    Plan plan = Planner.plan(11, Climate.STORM);
    Outcome drawn = World.run(plan, Fault.NONE);
    assertEquals(drawn.hash(), World.run(Plan.parse(plan.print()), Fault.NONE).hash());
    assertEquals(drawn.hash(), World.repeat(plan).hash());
  }

  @Test
  void whatIsNoWorldIsRefused() {
    String world = Planner.plan(1, Climate.CALM).print();
    for (String wrong :
        List.of(
            "",
            world.replace("goat world 0", "goat world 1"),
            world + "peer server 0 0\n",
            world + "peer friend 0 0\n",
            world + "at 1 crash 9 0 no\n",
            world + "at 1 crash 0 0\n",
            world + "at 1 crash 0 0 perhaps\n",
            world + "trick magic\n",
            world + "seed 1 2\n",
            world + "seed one\n",
            world + "rain 5\n")) {
      assertThrows(IllegalArgumentException.class, () -> Plan.parse(wrong), wrong);
    }
  }

  @Test
  void aFailingWorldIsMadeAsSmallAsItCanBe() {
    Plan large = Planner.plan(3, Climate.STORM).withTricks(Trick.ALL);
    Trouble reason = large.troubles().get(large.troubles().size() / 2);
    Plan small =
        new Shrinker(
                plan ->
                    plan.troubles().stream().anyMatch(one -> one.kind() == reason.kind())
                        && plan.tricks().contains(Trick.BOMB)
                        && plan.edits() >= 10,
                300)
            .shrink(large);
    assertEquals(1, small.troubles().size());
    assertEquals(List.of(Trick.BOMB), small.tricks());
    assertEquals(2, small.peers().size());
    assertEquals(0, small.crashes());
    assertTrue(small.edits() < 20, small.print());
  }

  @Test
  void aWorldWithAFaultIsShrunkToOneThatFailsAlike() {
    Plan large = Planner.plan(1, Climate.MIXED);
    Plan small = new Shrinker(plan -> breaks(plan, Promise.VALUES_ARE_RIGHT), 60).shrink(large);
    assertTrue(breaks(small, Promise.VALUES_ARE_RIGHT));
    assertEquals(List.of(), small.troubles());
    assertTrue(small.edits() < large.edits() / 4, small.print());
  }

  private static boolean breaks(Plan plan, Promise promise) {
    return World.run(plan, Fault.TWIN_ADDS_TWICE).violations().stream()
        .anyMatch(violation -> violation.promise() == promise);
  }
}
