package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Judge;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Edits of several items of one repository that become one atomic pack: all of them are admitted
 * and shown, everywhere, or none.
 */
final class AtomicEdits {
  private final Context context;
  private final Map<String, Touched> touched = new LinkedHashMap<>();
  private final Set<String> awaited = new LinkedHashSet<>();
  private @Nullable Repository repository;
  private boolean open;
  private boolean expecting;

  /** An item that is edited, and what it showed before; it is new where that is nothing. */
  private record Touched(Document document, SchemaId schema, Optional<ItemState> before) {
    boolean isNew() {
      return before.isEmpty();
    }
  }

  /** A commit in the making. */
  private record Making(String item, Touched touched, List<Operation> operations, Commit commit) {}

  AtomicEdits(Context context) {
    this.context = context;
  }

  boolean isOpen() {
    return open;
  }

  /**
   * @param expected whether the authority must find the items as they are here
   */
  void begin(boolean expected) {
    if (open) {
      throw new GoatException.InvalidValue(
          "Edits are made atomically already.", "Make them one after the other, or all in one.");
    }
    open = true;
    expecting = expected;
  }

  /**
   * An item is expected to be as it is; it counts as edited. One that does not exist must be
   * created.
   */
  void expect(Repository of, ItemPath path) {
    join(of);
    Optional<Document> document = of.items().document(path.item());
    if (document.isPresent()) {
      SchemaId schema = of.items().schema(path.item()).orElseThrow();
      touch(of, path.item(), schema, document.get(), Optional.of(document.get().shown()));
    } else {
      awaited.add(path.item());
    }
  }

  /** The error for an item that others changed meanwhile. */
  static GoatException moved(ItemPath item) {
    return new GoatException.Conflict(
        "The item " + item + " has changed meanwhile.", "Look at it again, and repeat the edit.");
  }

  /** An edit of the open pack: shown where it is made, and not committed yet. */
  void edit(Repository in, String item, SchemaId schema, List<Operation> operations) {
    join(in);
    boolean isNew = in.items().isNew(item);
    Document document = in.items().document(item).orElseGet(() -> in.items().begin(item, schema));
    touch(in, item, schema, document, isNew ? Optional.empty() : Optional.of(document.shown()));
    document.edit(operations);
  }

  /** Items of one repository are edited; throws {@code InvalidValue} for another one. */
  private void join(Repository in) {
    requireRead(in);
    in.log().requireWritable();
    Repository before = repository;
    if (before != null && before != in) {
      throw new GoatException.InvalidValue(
          "Items of " + before.path() + " and of " + in.path() + " were edited atomically.",
          "Edit items of one repository together.");
    }
    repository = in;
  }

  private void touch(
      Repository in, String item, SchemaId schema, Document document, Optional<ItemState> shown) {
    if (!touched.containsKey(item)) {
      in.items().gathering().commit(item);
      touched.put(item, new Touched(document, schema, shown));
    }
  }

  static void requireRead(Repository repository) {
    if (repository.isProvisional()) {
      throw new GoatException.InvalidValue(
          "The repository "
              + repository.path()
              + " is being read, and its items cannot be"
              + " changed atomically yet.",
          "Wait until it is open.");
    }
  }

  private static GoatException tooLarge(String what) {
    return new GoatException.LimitExceeded(
        "Edits that are made atomically change " + what + ".", "Change less at once.");
  }

  /** Where it throws, the edits are taken back. */
  void finish() {
    Repository of = repository;
    try {
      if (of != null) {
        of.log().requireWritable();
        commit(of, makings(of));
        close();
      }
    } finally {
      cancel();
    }
  }

  private void commit(Repository of, List<Making> makings) {
    touched.forEach((item, one) -> one.document().dropEdits());
    List<Node> nodes = new ArrayList<>();
    for (Making making : makings) {
      Node node = of.graph().admit(making.commit(), null);
      of.items().recall(node, making.touched().document().merged(), making.operations());
      nodes.add(node);
    }
    if (!nodes.isEmpty()) {
      of.admission().take(nodes, Seal.ATOMIC | (expecting ? Seal.EXPECTING : 0));
    }
    long logged = context.settings().follows() ? Long.MAX_VALUE : of.log().length();
    for (Making making : makings) {
      Document document = making.touched().document();
      document.committed(context.nowMillis());
      document.loggedAt(logged);
      document.merge(of.items().merged(making.item()).orElseThrow());
      if (!making.operations().isEmpty()) {
        tell(of, making.item(), making.touched());
      }
    }
  }

  private void tell(Repository of, String item, Touched one) {
    context.outbox().add(new Notice.Changed(new ItemPath(of.path(), item), one.before(), true));
  }

  private List<Making> makings(Repository of) {
    List<Making> makings = new ArrayList<>();
    int bytes = 0;
    for (String item : awaited) {
      if (!touched.containsKey(item)) {
        throw new GoatException.InvalidValue(
            "The item " + item + " was expected not to exist, and is not created.",
            "Expect only what is there, or is created by these edits.");
      }
    }
    for (Map.Entry<String, Touched> entry : touched.entrySet()) {
      Touched one = entry.getValue();
      List<Operation> operations = one.document().waiting(one.isNew());
      if (!operations.isEmpty() || expecting) {
        Making making = making(of, entry.getKey(), one, operations);
        bytes += making.commit().body().size() + Sealer.OVERHEAD_BYTES;
        makings.add(making);
      }
    }
    if (makings.size() > context.limits().packCommits()) {
      throw tooLarge("more than " + context.limits().packCommits() + " items");
    }
    if (bytes > context.limits().packBytes()) {
      throw tooLarge("more than fits into " + context.limits().packBytes() + " bytes");
    }
    return makings;
  }

  private Making making(Repository of, String item, Touched one, List<Operation> operations) {
    ItemState merged = one.document().merged();
    SchemaId schema = of.items().schema(item).orElse(one.schema());
    Judge.checkConstraints(context.schemas().require(schema), () -> merged, operations);
    context.permissions().foresee(of, item, schema, operations);
    Commit commit = Author.write(context, of, item, merged, schema, operations);
    if (commit.body().size() > context.limits().bodyBytes()
        || operations.size() > context.limits().operations()) {
      throw tooLarge("too much of the item " + item);
    }
    int heads = of.graph().item(item).map(graph -> graph.heads().size()).orElse(0);
    if (expecting && heads > commit.header().parents().size()) {
      throw new GoatException.Conflict(
          "The item "
              + item
              + " has changes that cannot be expected: more than "
              + context.limits().parents()
              + " at once, or by a newer version of the schema.",
          "Make the edit without expecting anything.");
    }
    return new Making(item, one, operations, commit);
  }

  /** Takes the edits back, as if they had not been made; does nothing where none are open. */
  void cancel() {
    Repository of = repository;
    if (of != null) {
      touched.forEach((item, one) -> {
        one.document().dropEdits();
        if (one.isNew()) {
          of.items().forget(item);
        }
      });
    }
    close();
  }

  /** Whether items of a repository are edited by the open pack. */
  boolean touches(Repository in) {
    return open && repository == in;
  }

  /** Whether an item is edited by the open pack. */
  boolean touches(Repository in, String item) {
    return touches(in) && touched.containsKey(item);
  }

  /** The schema of an item that the open pack edits. */
  Optional<SchemaId> schema(Repository in, String item) {
    Touched one = touches(in) ? touched.get(item) : null;
    return one == null ? Optional.empty() : Optional.of(one.schema());
  }

  private void close() {
    touched.clear();
    awaited.clear();
    repository = null;
    open = false;
    expecting = false;
  }
}
