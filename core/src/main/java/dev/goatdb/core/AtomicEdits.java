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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Edits of several items of one repository that become one atomic pack: all of them are admitted
 * and shown, everywhere, or none.
 */
final class AtomicEdits {
  private final Context context;
  private final Map<String, Touched> touched = new LinkedHashMap<>();
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

  /** An item is expected to be as it is; where it exists, whether it is edited or not. */
  void expect(Repository of, ItemPath path) {
    Optional<Document> document = of.items().document(path.item());
    if (document.isPresent()) {
      touch(of, path.item(), of.items().schema(path.item()).orElseThrow(), document.get());
    }
  }

  /** The error for an item that others changed meanwhile. */
  static GoatException moved(ItemPath item) {
    return new GoatException.Conflict(
        "The item " + item + " has changed meanwhile.", "Look at it again, and repeat the edit.");
  }

  /** An edit of the open pack: shown where it is made, and not committed yet. */
  void edit(Repository in, String item, SchemaId schema, List<Operation> operations) {
    boolean isNew = in.items().isNew(item);
    Document document = in.items().document(item).orElseGet(() -> in.items().begin(item, schema));
    try {
      touch(in, item, schema, isNew ? null : document);
    } catch (GoatException wrong) {
      if (isNew && !touched.containsKey(item)) {
        in.items().forget(item);
      }
      throw wrong;
    }
    document.edit(operations);
  }

  /**
   * @param known the item as it is, or null for a new one
   */
  private void touch(Repository in, String item, SchemaId schema, @Nullable Document known) {
    requireRead(in);
    Repository before = repository;
    if (before != null && before != in) {
      throw new GoatException.InvalidValue(
          "Items of " + before.path() + " and of " + in.path() + " were edited atomically.",
          "Edit items of one repository together.");
    }
    repository = in;
    if (touched.containsKey(item)) {
      return;
    }
    if (touched.size() == context.limits().packCommits()) {
      throw tooLarge("more than " + context.limits().packCommits() + " items");
    }
    in.items().gathering().commit(item);
    Document document = in.items().document(item).orElseThrow();
    Optional<ItemState> shown = Optional.ofNullable(known).map(Document::shown);
    touched.put(item, new Touched(document, schema, shown));
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

  void finish() {
    Repository of = repository;
    if (of == null || touched.isEmpty()) {
      close();
      return;
    }
    List<Making> drafts;
    try {
      drafts = drafts(of);
    } catch (GoatException wrong) {
      cancel();
      throw wrong;
    }
    touched.forEach((item, one) -> one.document().dropEdits());
    List<Node> nodes = new ArrayList<>();
    for (Making draft : drafts) {
      Node node = of.graph().admit(draft.commit(), null);
      of.items().recall(node, draft.touched().document().merged(), draft.operations());
      nodes.add(node);
    }
    if (!nodes.isEmpty()) {
      of.admission().take(nodes, Seal.ATOMIC | (expecting ? Seal.EXPECTING : 0));
    }
    long logged = context.settings().follows() ? Long.MAX_VALUE : of.log().length();
    for (Making draft : drafts) {
      Document document = draft.touched().document();
      document.committed(context.nowMillis());
      document.loggedAt(logged);
      document.merge(of.items().merged(draft.item()).orElseThrow());
      context
          .outbox()
          .add(
              new Notice.Changed(
                  new ItemPath(of.path(), draft.item()), draft.touched().before(), true));
    }
    close();
  }

  private List<Making> drafts(Repository of) {
    List<Making> drafts = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<String, Touched> entry : touched.entrySet()) {
      Touched one = entry.getValue();
      List<Operation> operations = one.document().waiting(one.isNew());
      if (operations.isEmpty() && !expecting) {
        continue;
      }
      ItemState merged = one.document().merged();
      SchemaId schema = of.items().schema(entry.getKey()).orElse(one.schema());
      Judge.checkConstraints(context.schemas().require(schema), () -> merged, operations);
      Commit commit =
          Author.write(context, of.path(), entry.getKey(), of.graph(), merged, schema, operations);
      int size = commit.body().size();
      if (size > context.limits().bodyBytes()
          || operations.size() > context.limits().operations()) {
        throw tooLarge("too much of the item " + entry.getKey());
      }
      bytes += size + Sealer.OVERHEAD_BYTES;
      drafts.add(new Making(entry.getKey(), one, operations, commit));
    }
    if (bytes > context.limits().packBytes()) {
      throw tooLarge("more than fits into " + context.limits().packBytes() + " bytes");
    }
    return drafts;
  }

  /** Takes the edits back, as if they had not been made. */
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

  private void close() {
    touched.clear();
    repository = null;
    open = false;
    expecting = false;
  }
}
