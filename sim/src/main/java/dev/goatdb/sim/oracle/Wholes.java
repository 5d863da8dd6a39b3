package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which edits were made atomically: wherever one of them is, the others are as well. */
final class Wholes {
  private final List<List<Octets>> groups = new ArrayList<>();
  private final Map<String, Open> open = new HashMap<>();

  /** A group of which some commits are still to be written. */
  private static final class Open {
    private final List<Octets> bodies = new ArrayList<>();
    private int left;
  }

  /** A record is written to a log, which holds these commits. */
  void written(String writer, LogRecord record, List<Commit> commits) {
    if (record.type() == LogRecord.Type.ATOMIC) {
      Open begun = new Open();
      begun.left = AtomicMark.decode(record.payload(), Integer.MAX_VALUE).size();
      open.put(writer, begun);
      return;
    }
    Open group = open.get(writer);
    if (group == null || record.type() != LogRecord.Type.COMMIT) {
      return;
    }
    commits.forEach(commit -> group.bodies.add(commit.header().bodyHash()));
    if (--group.left == 0) {
      groups.add(group.bodies);
      open.remove(writer);
    }
  }

  /** How many groups are torn among the commits of a log. */
  long torn(Iterable<Commit> commits) {
    Set<Octets> held = new HashSet<>();
    commits.forEach(commit -> held.add(commit.header().bodyHash()));
    return groups.stream()
        .filter(group -> {
          long here = group.stream().filter(held::contains).count();
          return here > 0 && here < group.size();
        })
        .count();
  }
}
