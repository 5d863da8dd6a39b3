package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which edits were made atomically: wherever one of them is, the others are as well. */
final class Wholes {
  private final List<List<Octets>> groups = new ArrayList<>();
  private final Set<Octets> expecting = new HashSet<>();
  private final Map<String, Open> open = new HashMap<>();

  /** A group of which some commits are still to be written. */
  private static final class Open {
    private final List<Octets> bodies = new ArrayList<>();
    private int left;
    private boolean expecting;
  }

  /** A record is written to a log, which holds these commits. */
  void written(String writer, LogRecord record, List<Commit> commits) {
    if (record.type() == LogRecord.Type.ATOMIC) {
      Open begun = new Open();
      AtomicMark mark = AtomicMark.decode(record.payload(), Integer.MAX_VALUE);
      begun.left = mark.size();
      begun.expecting = (mark.flags() & Seal.EXPECTING) != 0;
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
      if (group.expecting) {
        expecting.addAll(group.bodies);
      }
      open.remove(writer);
    }
  }

  /** Whether a commit counts only where its item is as its author saw it. */
  boolean expects(Commit commit) {
    return expecting.contains(commit.header().bodyHash());
  }

  /** The groups among some commits. */
  List<Set<CommitId>> ids(Map<CommitId, Commit> commits) {
    Map<Octets, CommitId> byBody = new HashMap<>();
    commits.values().forEach(commit -> byBody.put(commit.header().bodyHash(), commit.id()));
    List<Set<CommitId>> found = new ArrayList<>();
    for (List<Octets> group : groups) {
      Set<CommitId> ids = new HashSet<>();
      group.forEach(body -> Optional.ofNullable(byBody.get(body)).ifPresent(ids::add));
      found.add(ids);
    }
    return found;
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
