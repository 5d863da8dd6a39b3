package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Computes the value that heads merge to; the heart of the database.
 *
 * <p>A linear history costs one application per commit, a diverged one the region above the nearest
 * common dominator. The values at heads, and at every sixteenth commit below them, are remembered
 * with the commits, so the next edit costs only itself and a look back little. The idea of a
 * short-lived replay instead of a permanent merge structure follows eg-walker (Gentle and
 * Kleppmann, 2024).
 */
public final class Replay {
  private static final int STRIDE = 16;

  private final Function<SchemaId, View> views;
  private Value.Dict likely = Value.EMPTY_DICT;

  /**
   * @param views the view of the namespace that a schema is of
   */
  public Replay(Function<SchemaId, View> views) {
    this.views = views;
  }

  /** The view of the namespace that a schema is of. */
  public View view(SchemaId schema) {
    return views.apply(schema);
  }

  /** The value that a commit leaves which builds on just that state. */
  public ItemState after(ItemState before, Commit commit) {
    return begin(before, commit.operations());
  }

  /** A commit was just made of operations on the value that its only parent, if any, left. */
  public void recall(Node node, ItemState before, List<Operation> operations) {
    for (Node parent : node.parents()) {
      forget(parent);
    }
    node.remember(
        node.parents().isEmpty() ? begin(before, operations) : Direct.apply(before, operations));
  }

  /** An item that begins has most likely the fields of the one that began before. */
  private ItemState begin(ItemState before, List<Operation> operations) {
    ItemState state = Direct.apply(before, likely, operations);
    likely = state.fields();
    return state;
  }

  /** The merged value of the heads of one item; at least one, and all are seen. */
  public ItemState value(Collection<Node> heads) {
    return value(heads, view(heads.iterator().next()).target(heads));
  }

  /** The same in a version, which is that of the newest head or a later one. */
  public ItemState value(Collection<Node> heads, int version) {
    View view = view(heads.iterator().next());
    if (heads.size() == 1) {
      Node only = heads.iterator().next();
      return view.lift(valueAt(only), version(only), version, Origin.of(heads));
    }
    Region region = Region.below(heads);
    Node base = region.base();
    return Span.of(region, base == null ? null : valueAt(base), view).at(version);
  }

  /** The fields that upgrading could not compute, and why, in words; by the names shown now. */
  public Map<String, String> failures(Collection<Node> heads) {
    View view = view(heads.iterator().next());
    int oldest = Integer.MAX_VALUE;
    for (Node head : heads) {
      oldest = Math.min(oldest, version(head));
    }
    Map<String, String> failures = new TreeMap<>();
    for (int next : view.versions(oldest, view.target(heads))) {
      Schema schema = view.schema(next);
      List<Node> older = new ArrayList<>(heads);
      older.removeIf(head -> version(head) >= next);
      if (schema != null) {
        failures = Upgrading.names(failures, schema);
        ItemState old = value(older, next - 1);
        failures.putAll(new Derivation(view, schema, Origin.of(older)).failures(old));
      }
    }
    return failures;
  }

  /** Why a field of an item with these heads shows what it shows. */
  public Explanation explain(Collection<Node> heads, String field) {
    return Explaining.of(view(heads.iterator().next()), heads, value(heads), field);
  }

  /** The value as the author of {@code node} left it, in the version that the author wrote. */
  public ItemState valueAt(Node node) {
    ItemState state = node.state().orElse(null);
    if (state != null) {
      return state;
    }
    ArrayDeque<Region> steps = new ArrayDeque<>();
    Node at = node;
    while (at != null && state == null) {
      Region step = Region.with(at);
      steps.push(step);
      at = step.base();
      state = at == null ? null : at.state().orElse(null);
    }
    View view = view(node);
    Node done = at;
    for (Region step : steps) {
      forget(done);
      done = step.nodes().get(step.nodes().size() - 1);
      state = Span.of(step, state, view).at(version(done));
      done.remember(state);
    }
    return Objects.requireNonNull(state, "there is a step for the node itself");
  }

  private View view(Node node) {
    return views.apply(node.header().schema());
  }

  private static int version(Node node) {
    return node.header().schema().version();
  }

  /** What stands below a newer value is only kept at some commits. */
  private static void forget(@Nullable Node node) {
    if (node != null && node.header().generation() % STRIDE != 0) {
      node.forgetState();
    }
  }
}
