package dev.goatdb;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.value.ItemPath;
import java.util.List;
import java.util.Map;

/**
 * How items were at a moment, so that {@link GoatDB#atomically(Heads, Runnable)} can expect that
 * nobody has changed them since.
 */
public final class Heads {
  private final Map<ItemPath, List<CommitId>> byItem;

  Heads(Map<ItemPath, List<CommitId>> byItem) {
    this.byItem = Map.copyOf(byItem);
  }

  Map<ItemPath, List<CommitId>> byItem() {
    return byItem;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Heads that && byItem.equals(that.byItem);
  }

  @Override
  public int hashCode() {
    return byItem.hashCode();
  }

  @Override
  public String toString() {
    return byItem.toString();
  }
}
