package dev.goatdb.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Pure;
import dev.goatdb.sim.machine.FastFunctions;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.oracle.Promise;
import dev.goatdb.sim.oracle.Violation;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each promise is broken once on purpose, and the oracle must notice. */
class EveryPromiseCanFailTest {
  private static final int SEEDS = 80;

  @BeforeAll
  static void beFast() {
    Pure.install(new FastFunctions());
  }

  @ParameterizedTest
  @CsvSource({
    "ROTTING_SERVER_DISK, RECEIPTED_COMMITS_SURVIVE",
    "LYING_SERVER_DISK, RECEIPTED_COMMITS_SURVIVE",
    "ROTTING_CLIENT_DISK, SAFE_EDITS_SURVIVE",
    "PHANTOM_EDIT, EDITS_ARE_KEPT",
    "HALF_BLIND_ORACLE, PACKS_STAY_WHOLE",
    "DEAF_CLIENT, PEERS_CONVERGE",
    "PHANTOM_WORD, EDITS_ARE_KEPT",
    "TWIN_DROPS_A_CHARACTER, VALUES_ARE_RIGHT",
    "TWIN_ADDS_TWICE, VALUES_ARE_RIGHT",
    "TWIN_REMOVES_UNSEEN, VALUES_ARE_RIGHT",
    "SILENT_AUTHORITY, NOTHING_STAYS_OPEN",
    "BROKEN_SEAL, NOTHING_STAYS_OPEN",
    "REPEATING_SERVER_CHANCE, RECEIPTS_FORM_ONE_CHAIN",
    "FORGETFUL_DISK, LOGS_READ_BACK",
    "GULLIBLE_SERVER, ONLY_VALID_IS_ADMITTED",
    "BOUNDLESS_SERVER, LIMITS_HOLD",
    "DAMAGING_DISK, ENGINES_NEVER_FAIL"
  })
  void aFaultIsFound(Fault fault, Promise promise) {
    Set<Promise> broken = EnumSet.noneOf(Promise.class);
    for (int seed = 1; seed <= SEEDS && !broken.contains(promise); seed++) {
      World.run(seed, Climate.MIXED, fault).violations().stream()
          .map(Violation::promise)
          .forEach(broken::add);
    }
    assertTrue(broken.contains(promise), fault + " broke only " + broken);
  }

  @Test
  void chanceThatTheSeedDoesNotDetermineIsFound() {
    Outcome one = World.run(1, Climate.MIXED, Fault.TRUE_RANDOMNESS);
    Outcome other = World.run(1, Climate.MIXED, Fault.TRUE_RANDOMNESS);
    assertNotEquals(one.hash(), other.hash());
    assertEquals(Promise.RUNS_REPEAT, Campaign.differs(one, other).promise());
  }

  @Test
  void aSeedGivesTheSameHistoryAgain() {
    Outcome one = World.run(1, Climate.STORM, Fault.NONE);
    Outcome other = World.run(1, Climate.STORM, Fault.NONE);
    assertEquals(one.hash(), other.hash());
    assertNotEquals(one.hash(), World.run(2, Climate.STORM, Fault.NONE).hash());
  }
}
