package dev.goatdb.core.merge;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.Value;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Computes the value that heads merge to; the heart of the database.
 *
 * <p>A linear history costs one application per commit, a diverged one the region above the nearest
 * common dominator. What was computed last is remembered, so the next edit costs only itself. The
 * idea of a short-lived replay instead of a permanent merge structure follows eg-walker (Gentle and
 * Kleppmann, 2024).
 */
public final class Replay {
  private static final int MOST_REMEMBERED = 20_000;

  private final Function<SchemaId, Value.Dict> defaults;
  private final LinkedHashMap<CommitId, ItemState> remembered = new LinkedHashMap<>();

  /**
   * @param defaults the literal defaults of a schema; empty where it is unknown
   */
  public Replay(Function<SchemaId, Value.Dict> defaults) {
    this.defaults = defaults;
  }

  /** The merged value of the heads of one item; at least one. */
  public ItemState value(Collection<Node> heads) {
    Region region = Region.below(heads);
    return region.nodes().isEmpty() && region.base() != null
        ? valueAt(region.base())
        : Application.apply(base(region), region.nodes());
  }

  /** The value as the author of {@code node} left it. */
  private ItemState valueAt(Node node) {
    ArrayDeque<Region> steps = new ArrayDeque<>();
    Node at = node;
    ItemState state = remembered.get(node.id());
    if (state != null) {
      return state;
    }
    while (at != null && state == null) {
      Region step = Region.with(at);
      steps.push(step);
      at = step.base();
      state = at == null ? null : remembered.get(at.id());
    }
    for (Region step : steps) {
      ItemState from = step.base() == null ? beginning(step) : known(state);
      state = Application.apply(from, step.nodes());
    }
    ItemState result = known(state);
    remember(node.id(), result);
    return result;
  }

  private ItemState base(Region region) {
    return region.base() == null ? beginning(region) : valueAt(region.base());
  }

  /** Where history begins: the defaults of the schema that the first commit names. */
  private ItemState beginning(Region region) {
    return new ItemState(false, defaults.apply(region.nodes().get(0).header().schema()));
  }

  private void remember(CommitId id, ItemState state) {
    remembered.put(id, state);
    if (remembered.size() > MOST_REMEMBERED) {
      remembered.remove(remembered.keySet().iterator().next());
    }
  }

  private static ItemState known(@Nullable ItemState state) {
    return state == null ? ItemState.EMPTY : state;
  }
}
