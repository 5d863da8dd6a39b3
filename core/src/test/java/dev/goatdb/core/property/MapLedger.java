package dev.goatdb.core.property;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Ledger;
import dev.goatdb.core.commit.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plainest ledger: everything in memory, and no seals. */
public final class MapLedger implements Ledger {
  private final List<Commit> commits = new ArrayList<>();
  private final Map<CommitId, Integer> numbers = new HashMap<>();
  private final Set<Integer> removed = new HashSet<>();
  private final Set<Integer> receipted;

  public MapLedger() {
    this(Set.of());
  }

  /** One whose commits of these numbers have a receipt. */
  public MapLedger(Set<Integer> receipted) {
    this.receipted = receipted;
  }

  @Override
  public int admitted(Commit commit, int newest) {
    commits.add(commit);
    numbers.put(commit.id(), commits.size() - 1);
    return commits.size() - 1;
  }

  @Override
  public void removed(int number) {
    removed.add(number);
    numbers.remove(commits.get(number).id());
  }

  @Override
  public int find(CommitId id) {
    return numbers.getOrDefault(id, -1);
  }

  @Override
  public String item(int number) {
    return commits.get(number).header().item();
  }

  @Override
  public List<Numbered> commits(String item) {
    List<Numbered> found = new ArrayList<>();
    for (int i = 0; i < commits.size(); i++) {
      if (item(i).equals(item) && !removed.contains(i)) {
        found.add(new Numbered(i, commits.get(i)));
      }
    }
    return found;
  }

  @Override
  public int size() {
    return numbers.size();
  }

  @Override
  public boolean isSealed(int number) {
    return false;
  }

  @Override
  public Piece piece(int number) {
    throw new IllegalStateException("nothing is sealed here");
  }

  @Override
  public boolean isReceipted(int number) {
    return receipted.contains(number);
  }
}
