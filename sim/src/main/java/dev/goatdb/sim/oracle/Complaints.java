package dev.goatdb.sim.oracle;

import dev.goatdb.core.Notice;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Node;

/** What a node tells its operator, which it may only where there is a reason. */
final class Complaints {
  private final Oracle oracle;
  private boolean clocksJump;

  Complaints(Oracle oracle) {
    this.oracle = oracle;
  }

  void clocksJump() {
    clocksJump = true;
  }

  void rejected(Node node, Notice.Rejected rejected) {
    boolean wrongClock = clocksJump && rejected.code().equals("denied");
    boolean brokenDisk = rejected.code().equals("storage-failed");
    if (!rejected.code().equals("unreachable") && !wrongClock && !brokenDisk) {
      oracle.violated(
          Promise.NOTHING_STAYS_OPEN,
          "a connection of " + node.name() + " failed: " + rejected.reason());
    }
  }

  void warning(Node node, Notice.Warning warning) {
    oracle.violated(
        warning.text().contains("contradicts")
            ? Promise.RECEIPTS_FORM_ONE_CHAIN
            : Promise.NOTHING_STAYS_OPEN,
        node.name() + " warns: " + warning.text());
  }

  /** Only a server whose disk was lost may miss what it once had. */
  void restoring(Node node, Notice.Restoring restoring) {
    if (oracle.tally().of(Count.SERVERS_LOST) == 0) {
      oracle.violated(
          Promise.NOTHING_STAYS_OPEN,
          node.name() + " believes that it lost something: " + restoring.report());
    }
  }
}
