package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.merge.Overlay;
import dev.goatdb.core.merge.View;
import dev.goatdb.core.rule.Access;
import dev.goatdb.core.rule.Attempt;
import dev.goatdb.core.rule.Who;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a write attempts, as rules see it: in the newest version of the schema, on what is shown
 * now, whatever its author had seen.
 *
 * @param schema the newest version that is known here
 */
record Attempts(Repository in, Who who, String item, Schema schema, long nowMillis) {
  static Attempts of(Context context, Repository in, Who who, String item, SchemaId schema) {
    Schema newest = context.schemas().newest(schema.namespace());
    return new Attempts(in, who, item, newest, context.wallMillis());
  }

  /**
   * What a commit attempts: to have shown what it makes of the item, and where it did not see all
   * that is shown, also what its operations make of that. The item as it will be shown comes first.
   */
  List<Attempt> of(Commit commit) {
    Optional<ItemGraph> graph = in.graph().item(item);
    return of(commit, graph.map(in.items().showing()::heads).orElse(List.of()));
  }

  /** The same on what some heads merge to; on nothing, where there are none. */
  List<Attempt> of(Commit commit, List<Node> heads) {
    Showing showing = in.items().showing();
    if (heads.isEmpty()) {
      ItemState made = showing.only(commit).orElseThrow().state();
      return List.of(attempt(null, showing.beginning(schema.id()), made, changes(commit)));
    }
    ItemState now = showing.merged(heads);
    ItemState before = now.deleted() ? null : now;
    if (sawAll(heads, commit)) {
      ItemState after = Overlay.after(now, commit.operations());
      return List.of(attempt(before, now, after, changes(commit)));
    }
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(
        attempt(before, now, showing.with(heads, in.graph().draft(commit)), changes(commit)));
    List<Operation> own = lifted(commit);
    own.removeIf(operation -> operation instanceof Operation.Alter);
    attempts.add(attempt(before, now, Overlay.after(now, own), changes(commit)));
    return attempts;
  }

  /** What operations attempt that are made on what is shown here. */
  Attempt of(@Nullable ItemState before, ItemState base, List<Operation> operations) {
    return attempt(before, base, Overlay.after(base, operations), Overlay.fields(operations));
  }

  /** The same of what somebody is about to commit; what becomes of texts is not looked at. */
  Attempt live(@Nullable ItemState before, ItemState base, List<Operation> operations) {
    List<Operation> plain = new ArrayList<>(operations);
    plain.removeIf(operation -> operation instanceof Operation.Alter);
    return attempt(before, base, Overlay.after(base, plain), Overlay.fields(operations));
  }

  private boolean sawAll(List<Node> heads, Commit commit) {
    Set<Object> seen = new HashSet<>(commit.header().parents());
    boolean all = seen.size() == heads.size() && commit.header().schema().equals(schema.id());
    for (Node head : heads) {
      all &= seen.contains(head.id()) && head.header().schema().equals(schema.id());
    }
    return all;
  }

  /** The operations of a commit in the newest version; texts are shown as they merge anyway. */
  private List<Operation> lifted(Commit commit) {
    SchemaId from = commit.header().schema();
    View view = in.items().showing().view(from);
    return new ArrayList<>(view.lift(commit.operations(), from.version(), schema.version()));
  }

  /** The fields that a commit names, under the names of now; where they are gone, as they were. */
  private Set<String> changes(Commit commit) {
    Set<String> fields = Overlay.fields(commit.operations());
    if (commit.header().schema().equals(schema.id())) {
      return fields;
    }
    Set<String> all = new TreeSet<>();
    for (Operation operation : commit.operations()) {
      List<Operation> lifted =
          in.items()
              .showing()
              .view(schema.id())
              .lift(List.of(operation), commit.header().schema().version(), schema.version());
      all.addAll(Overlay.fields(lifted.isEmpty() ? List.of(operation) : lifted));
    }
    return all;
  }

  /**
   * An attempt.
   *
   * @param before what is shown; null where there is nothing, or it is deleted
   * @param base what the write changes, be it deleted or the beginning of an item
   */
  private Attempt attempt(
      @Nullable ItemState before, ItemState base, ItemState after, Set<String> operated) {
    Set<String> changed = new TreeSet<>(operated);
    differences(base.fields(), after.fields(), changed);
    differences(after.fields(), base.fields(), changed);
    boolean hidden = before == null && after.deleted();
    Access access =
        hidden
            ? Access.UPDATE
            : before == null ? Access.CREATE : after.deleted() ? Access.DELETE : Access.UPDATE;
    return new Attempt(
        who,
        in.path(),
        item,
        access,
        hidden ? seen(base) : before == null ? null : seen(before),
        after.deleted() && !hidden ? null : seen(after),
        changed,
        nowMillis);
  }

  private static void differences(Value.Dict one, Value.Dict other, Set<String> into) {
    for (Map.Entry<String, Value> entry : one.entries().entrySet()) {
      if (!entry.getValue().equals(other.entries().get(entry.getKey()))) {
        into.add(entry.getKey());
      }
    }
  }

  private Attempt.Seen seen(ItemState state) {
    return new Attempt.Seen(schema.shown(state), schema.inExpressions());
  }
}
