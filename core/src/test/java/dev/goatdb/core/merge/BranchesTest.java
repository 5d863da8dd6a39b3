package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.MapLedger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BranchesTest {
  private static final Octets SALT = Octets.wrap(new byte[Body.SALT_BYTES]);

  /** Many short branches above a long history: each way leads from one to the next, no further. */
  @Test
  void aWayBetweenNeighboursIsShortHoweverMuchLiesBelow() {
    Graph graph = new Graph(10_000, new MapLedger());
    List<Commit> commits = new ArrayList<>();
    commits.add(Commits.above(List.of(), 1, SALT, List.of()));
    for (int i = 1; i < 500; i++) {
      commits.add(Commits.above(List.of(commits.get(i - 1)), 1 + i, SALT, List.of()));
    }
    Commit last = commits.get(499);
    for (int i = 0; i < 500; i++) {
      commits.add(Commits.above(List.of(last), 1_000 + i, SALT, List.of()));
    }
    commits.forEach(commit -> graph.admit(commit, null));
    Branches branches =
        new Branches(graph.resident().iterator().next().nodes().stream().sorted().toList());
    List<Integer> left = new ArrayList<>();
    int looks = 0;
    for (int place = 1; place < branches.size(); place++) {
      looks += branches.way(place - 1, place, left::add, entered -> left.add(-entered));
    }
    assertEquals(499, left.size(), "each branch but the last is left once, and none entered");
    assertTrue(looks <= 4 * branches.size(), looks + " looks");
  }
}
