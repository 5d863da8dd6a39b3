package dev.goatdb.sim.machine;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Overview;
import dev.goatdb.core.Restorations;
import dev.goatdb.core.value.RepositoryPath;

/** What the channels of a node needed beyond the least, sampled before connections forget it. */
final class Effort {
  private final Tally tally;
  private int repairs;
  private int retries;
  private int back;
  private int lost;

  Effort(Tally tally) {
    this.tally = tally;
  }

  /** Adds what came since the last time. */
  void count(Engine engine) {
    int repaired = 0;
    int retried = 0;
    for (RepositoryPath path : engine.open()) {
      Overview overview = engine.status(path).overview();
      repaired += overview.repairs();
      retried += overview.retries();
    }
    tally.add(Count.REPAIRS, Math.max(0, repaired - repairs));
    tally.add(Count.RETRIES, Math.max(0, retried - retries));
    int broughtBack = 0;
    int givenUp = 0;
    for (Restorations.Report report : Restorations.reports(engine)) {
      broughtBack += report.back();
      givenUp += report.lost();
    }
    tally.add(Count.COMMITS_BROUGHT_BACK, Math.max(0, broughtBack - back));
    tally.add(Count.COMMITS_GIVEN_UP, Math.max(0, givenUp - lost));
    back = broughtBack;
    lost = givenUp;
    repairs = repaired;
    retries = retried;
  }

  /** The channels are gone. */
  void forget() {
    repairs = 0;
    retries = 0;
    back = 0;
  }
}
