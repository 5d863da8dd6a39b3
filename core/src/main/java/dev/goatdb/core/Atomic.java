package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The making of atomic packs: between {@link #begin} and {@link #finish} or {@link #cancel}, every
 * edit counts to one. It is seen by who makes it, and told to nobody before it is finished.
 */
public final class Atomic {
  private final AtomicEdits edits;
  private final Repositories repositories;

  Atomic(AtomicEdits edits, Repositories repositories) {
    this.edits = edits;
    this.repositories = repositories;
  }

  /** Whether edits count to an atomic pack now. */
  public boolean isOpen() {
    return edits.isOpen();
  }

  /** Whether the open pack edits an item. */
  public boolean touches(ItemPath path) {
    return edits.touches(repositories.get(path.repository()), path.item());
  }

  /** What an item is built on now: its heads in their order, after what waits is committed. */
  public List<CommitId> heads(ItemPath path) {
    Repository of = repositories.get(path.repository());
    AtomicEdits.requireRead(of);
    of.items().gathering().commit(path.item());
    List<CommitId> heads = new ArrayList<>();
    for (Node node : of.graph().item(path.item()).map(ItemGraph::heads).orElse(List.of())) {
      heads.add(node.id());
    }
    return heads;
  }

  /**
   * Begins an atomic pack. Throws {@code Conflict} where an item is not as expected, and {@code
   * InvalidValue} where one has begun already.
   *
   * @param expected the {@linkplain #heads heads} that items must have, here and at the authority,
   *     for the edits to count; they count as edited themselves, and all that is edited is expected
   *     to be as it is. One that does not exist must be created by the edits. Nothing is expected
   *     where it is empty
   */
  public void begin(Map<ItemPath, List<CommitId>> expected) {
    edits.begin(!expected.isEmpty());
    try {
      expected.forEach((path, heads) -> {
        if (!heads(path).equals(heads)) {
          throw AtomicEdits.moved(path);
        }
        edits.expect(repositories.get(path.repository()), path);
      });
    } catch (GoatException wrong) {
      edits.cancel();
      throw wrong;
    }
  }

  /**
   * Commits the edits as one pack. Throws {@code LimitExceeded} where they are too large for one,
   * and {@code InvalidValue} where a field breaks its constraint after all of them; nothing of them
   * is left then.
   */
  public void finish() {
    edits.finish();
  }

  /** Takes the edits back, as if they had not been made. */
  public void cancel() {
    edits.cancel();
  }
}
