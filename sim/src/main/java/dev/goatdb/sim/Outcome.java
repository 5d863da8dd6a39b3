package dev.goatdb.sim;

import dev.goatdb.sim.machine.Tally;
import dev.goatdb.sim.oracle.Violation;
import java.util.List;

/**
 * How a world went.
 *
 * @param plan what world it was
 * @param hash equal for two runs of a seed, or the run depends on more than its seed
 * @param millis how much virtual time passed
 */
record Outcome(
    Plan plan, List<Violation> violations, Tally tally, long hash, long events, long millis) {
  long seed() {
    return plan.seed();
  }

  boolean failed() {
    return !violations.isEmpty();
  }
}
