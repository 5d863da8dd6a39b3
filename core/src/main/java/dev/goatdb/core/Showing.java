package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.merge.Explanation;
import dev.goatdb.core.merge.Origin;
import dev.goatdb.core.merge.Replay;
import dev.goatdb.core.merge.Unseen;
import dev.goatdb.core.merge.View;
import dev.goatdb.core.merge.Views;
import dev.goatdb.core.schema.Constraints;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of an item is shown: what its commits merge to up to the newest version of its schema that
 * this peer knows, in that version. What newer peers write is kept, and not shown.
 */
final class Showing {
  private final Schemas schemas;
  private final Replay replay;

  Showing(Schemas schemas) {
    this.schemas = schemas;
    this.replay = new Replay(new Views(schemas)::of);
  }

  /** The schema under which an item is shown: the newest known one, or that of its newest head. */
  SchemaId schema(ItemGraph item) {
    return schema(item.schema());
  }

  private SchemaId schema(SchemaId newest) {
    return replay.view(newest).schema().map(Schema::id).orElse(newest);
  }

  /** Whether commits of this schema are not shown. */
  boolean isHidden(SchemaId schema) {
    return schema.version() > replay.view(schema).version();
  }

  /** The heads of what is shown; none where all was written by newer peers. */
  List<Node> heads(ItemGraph item) {
    return item.heads(replay.view(item.schema()).version());
  }

  /** What is shown; nothing where all was written by newer peers. */
  Optional<ItemState> merged(ItemGraph item) {
    List<Node> heads = heads(item);
    return heads.isEmpty() ? Optional.empty() : Optional.of(merged(heads));
  }

  /** What would be shown if these were the heads. */
  ItemState merged(List<Node> heads) {
    return replay.value(heads);
  }

  /** What would be shown if a commit were admitted that did not see all of these heads. */
  ItemState with(List<Node> heads, Node draft) {
    List<Node> after = new ArrayList<>(heads);
    after.removeAll(draft.parents());
    after.add(draft);
    View view = replay.view(draft.header().schema());
    return replay.value(after, Math.max(view.version(), draft.header().schema().version()));
  }

  /** The view of the namespace of a schema. */
  View view(SchemaId schema) {
    return replay.view(schema);
  }

  /** Why a field of an item that is shown shows what it shows. */
  Explanation explain(ItemGraph item, String field) {
    return replay.explain(heads(item), field);
  }

  /**
   * The edits that the deletion of an item met, as far as one of both may have a number from {@code
   * since} on; none where it is not deleted.
   */
  Unseen unseen(ItemGraph item, int since) {
    View view = replay.view(item.schema());
    Set<Node> from = new HashSet<>(heads(item));
    boolean diverged = from.size() > 1;
    List<Node> nodes = item.nodes();
    for (int i = nodes.size() - 1; i >= 0 && nodes.get(i).number() >= since; i--) {
      if (nodes.get(i).header().schema().version() <= view.version()) {
        from.addAll(nodes.get(i).parents());
        diverged |= nodes.get(i).parents().size() > 1;
      }
    }
    return diverged ? Unseen.of(view, from) : Unseen.NOTHING;
  }

  /** What an item shows whose only commit that is. */
  Optional<Shown> only(Commit commit) {
    SchemaId schema = commit.header().schema();
    View view = replay.view(schema);
    if (schema.version() > view.version()) {
      return Optional.empty();
    }
    ItemState state = replay.after(view.beginning(schema), commit);
    SchemaId newest = view.schema().map(Schema::id).orElse(schema);
    return Optional.of(
        new Shown(newest, view.lift(state, schema.version(), newest.version(), Origin.of(commit))));
  }

  /** An item as the author of a commit saw it, who built on these parents. */
  ItemState before(SchemaId schema, List<Node> parents) {
    return parents.isEmpty() ? beginning(schema) : replay.value(parents, schema.version());
  }

  /**
   * What is wrong with what is shown, in words by field: a value that is required and not there, a
   * constraint that merging broke, a new field that could not be computed of old ones and shows no
   * value that somebody set.
   */
  Map<String, String> problems(ItemGraph item, ItemState shown) {
    Map<String, String> problems = new TreeMap<>();
    Optional<Schema> schema = schemas.find(schema(item));
    List<Node> heads = heads(item);
    if (schema.isEmpty() || heads.isEmpty()) {
      return problems;
    }
    Constraints constraints = Constraints.of(schema.get());
    for (FieldDefinition field : schema.get().fields().values()) {
      if (field.needsValue() && shown.field(field.name()).isEmpty()) {
        boolean coded = schema.get().upgrade().coded().contains(field.name());
        problems.put(
            field.name(),
            coded ? "waits for the upgrade by the server" : "is required and has no value");
      }
      constraints
          .problem(field.name(), shown)
          .ifPresent(wrong -> problems.put(field.name(), wrong));
    }
    for (Map.Entry<String, String> failure : replay.failures(heads).entrySet()) {
      FieldDefinition field = schema.get().field(failure.getKey());
      Optional<Value> value = shown.field(field.name());
      if (value.isEmpty() || value.equals(field.fallback())) {
        problems.put(field.name(), failure.getValue());
      }
    }
    return problems;
  }

  /** Whether a value that was kept is of the version that is shown now. */
  boolean isCurrent(Shown kept) {
    return schema(kept.schema()).equals(kept.schema());
  }

  /** What a new item shows before anything was written. */
  ItemState beginning(SchemaId schema) {
    return replay.view(schema).beginning(schema);
  }

  /** A commit was just made of operations on the value that its only parent, if any, left. */
  void recall(Node node, ItemState before, List<Operation> operations) {
    replay.recall(node, before, operations);
  }

  /** The value of an item as the author of a commit left it. */
  ItemState authored(Node node) {
    return replay.valueAt(node);
  }

  /** Whether the defaults are known that its value began with; they may be later. */
  boolean isDefined(ItemGraph item) {
    for (Node node : item.nodes()) {
      if (node.parents().isEmpty() && schemas.find(node.header().schema()).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
