package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Scale;
import java.util.Set;
import java.util.TreeSet;

/** Checks what others may not do to a node, whatever they send: fill it up, and cheat it. */
public final class Bounds {
  private final Oracle oracle;
  private boolean told;

  public Bounds(Oracle oracle) {
    this.oracle = oracle;
  }

  /** Looks at a node that is up. */
  public void check(Node node) {
    for (RepositoryPath path : node.engine().open()) {
      int waiting = node.engine().status(path).overview().waiting();
      if (waiting > Scale.PENDING_COMMITS && !told) {
        told = true;
        oracle.violated(
            Promise.LIMITS_HOLD,
            node.name() + " lets " + waiting + " commits of " + path + " wait for their parents");
      }
    }
  }

  /** Looks at what a node has written: what cannot be valid is not among it. */
  public void check(Node node, Set<CommitId> invalid) {
    for (String log : node.disk().logs()) {
      Set<CommitId> admitted =
          new TreeSet<>(LogContents.read(log, node.disk().read(log)).commits().keySet());
      admitted.retainAll(invalid);
      if (!admitted.isEmpty()) {
        oracle.violated(
            Promise.ONLY_VALID_IS_ADMITTED,
            node.name() + " admitted " + admitted + " of " + log + ", which are not valid");
      }
    }
  }
}
