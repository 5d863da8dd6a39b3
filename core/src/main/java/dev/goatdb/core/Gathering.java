package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.merge.Difference;
import dev.goatdb.core.merge.Moving;
import dev.goatdb.core.merge.Overlay;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Judge;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The edits of a repository's items until they are commits: shown at once, committed at once after
 * a pause, else gathered with others for a moment.
 */
final class Gathering {
  private final Context context;
  private final Repository repository;
  private final Items items;
  private final Set<String> dirty = new LinkedHashSet<>();
  private final Map<String, Created> created = new TreeMap<>();

  /** What an item was created with while the log was not here. */
  private record Created(SchemaId schema, ItemState state) {}

  Gathering(Context context, Repository repository, Items items) {
    this.context = context;
    this.repository = repository;
    this.items = items;
  }

  /** The items that were created while the log is not here yet. */
  Set<String> created() {
    return created.keySet();
  }

  /** The schema of one of them. */
  Optional<SchemaId> created(String item) {
    return Optional.ofNullable(created.get(item)).map(Created::schema);
  }

  /** Of how many items edits wait to be committed. */
  int size() {
    return dirty.size();
  }

  /** Whether edits wait to be committed. */
  boolean isDirty() {
    return !dirty.isEmpty();
  }

  /** Shows an edit at once; commits it at once after a pause, else gathers it with others. */
  void edit(String item, SchemaId schema, List<Operation> operations) {
    repository.log().requireWritable();
    if (context.atomic().isOpen()) {
      context.atomic().edit(repository, item, schema, operations);
    } else {
      context.permissions().foresee(repository, item, schema, operations);
      gather(item, schema, operations);
    }
  }

  private void gather(String item, SchemaId schema, List<Operation> operations) {
    boolean isNew = items.isNew(item);
    Document document = items.document(item).orElseGet(() -> items.begin(item, schema));
    ItemState before = document.shown();
    boolean due = context.nowMillis() >= document.dueMillis(context.settings().commitsPerSecond());
    if (due && !document.isDirty() && !repository.isProvisional()) {
      commitAtOnce(item, document, schema, operations, isNew);
      return;
    }
    document.edit(operations);
    if (!document.isDirty() || before.equals(document.shown()) && !isNew) {
      return;
    }
    dirty.add(item);
    tell(item, isNew ? Optional.empty() : Optional.of(before));
    if (repository.isProvisional()) {
      created.computeIfAbsent(item, any -> new Created(schema, document.shown()));
    } else if (due || document.pendingBytes() > context.limits().bodyBytes() / 2) {
      commit(item, document, schema);
    } else {
      repository.live().edited(item);
      if (document.schedule()) {
        context
            .timers()
            .at(
                document.dueMillis(context.settings().commitsPerSecond()),
                () -> commit(item, document, schema));
      }
    }
  }

  private void tell(String item, Optional<ItemState> before) {
    context.outbox().add(new Notice.Changed(new ItemPath(repository.path(), item), before, true));
  }

  /** Nothing waits that the edit would have to be joined with. */
  private void commitAtOnce(
      String item, Document document, SchemaId schema, List<Operation> operations, boolean isNew) {
    ItemState before = document.shown();
    List<Operation> effective = isNew ? operations : Overlay.effective(before, operations);
    if (!effective.isEmpty()) {
      tell(item, isNew ? Optional.empty() : Optional.of(before));
      document.committed(context.nowMillis());
      write(item, document, items.schema(item).orElse(schema), effective);
    }
  }

  /** Hands the edits that wait here to the repository that takes the place of this one. */
  void takeOver(Gathering successor) {
    created.forEach((item, began) -> {
      Optional<Document> document = items.document(item).filter(Document::isDirty);
      if (document.isPresent()) {
        ItemState shown = document.get().shown();
        List<Operation> edits = document.get().takeEdits(context.nowMillis(), true);
        successor.takeOver(item, began, shown, edits);
      }
    });
  }

  /**
   * Where the item was there already, its texts are: what was written into one when it was created
   * here takes its place in that, and is not there twice.
   */
  private void takeOver(String item, Created began, ItemState shown, List<Operation> edits) {
    Optional<ItemState> there =
        items.isNew(item) ? Optional.empty() : items.document(item).map(Document::shown);
    List<Operation> meant = edits;
    if (there.isPresent()) {
      Moving moving = new Moving(began.state(), there.get());
      meant = new ArrayList<>(edits.size());
      for (Operation edit : edits) {
        if (edit.countsPlaces()) {
          Difference.ofPlaces(edit, began.state(), shown).flatMap(moving::of).ifPresent(meant::add);
        } else {
          meant.add(edit);
        }
      }
    }
    gather(item, began.schema(), meant);
    if (repository.isProvisional()) {
      created.put(item, began);
    }
  }

  /** Commits all edits that wait. */
  void commitAll() {
    if (!repository.isProvisional()) {
      List.copyOf(dirty).forEach(this::commit);
    }
  }

  /** The edits of an item that wait are not to be made, for there is no such item any more. */
  void drop(String item) {
    dirty.remove(item);
    items.document(item).ifPresent(Document::dropEdits);
  }

  /** Commits the edits of an item that wait. */
  void commit(String item) {
    if (dirty.contains(item)) {
      items
          .document(item)
          .ifPresent(document -> commit(item, document, items.schema(item).orElseThrow()));
    }
  }

  private void commit(String item, Document document, SchemaId schemaAtCreation) {
    if (repository.log().isDamaged() || context.atomic().touches(repository, item)) {
      return;
    }
    boolean isNew = items.isNew(item);
    List<Operation> operations = document.takeEdits(context.nowMillis(), isNew);
    dirty.remove(item);
    if (operations.isEmpty()) {
      document.merge(document.merged());
      return;
    }
    SchemaId schema = items.schema(item).orElse(schemaAtCreation);
    try {
      Judge.checkConstraints(context.schemas().require(schema), document::merged, operations);
    } catch (GoatException.InvalidValue wrong) {
      refuse(item, document, schema, operations, wrong);
      return;
    }
    write(item, document, schema, operations);
  }

  /**
   * What came in while edits waited makes them break a constraint, so the authority would refuse
   * them: they are taken back, and told of in the same way.
   */
  private void refuse(
      String item,
      Document document,
      SchemaId schema,
      List<Operation> operations,
      GoatException wrong) {
    Commit never = write(item, document.merged(), schema, operations);
    ItemState authored = Overlay.after(document.merged(), operations);
    document.merge(document.merged());
    tell(item, Optional.of(authored));
    context
        .outbox()
        .add(
            new Notice.Refused(
                new ItemPath(repository.path(), item),
                new Refusal(never.id(), wrong.code(), wrong.getMessage()),
                schema,
                Overlay.fields(operations),
                authored));
  }

  private void write(String item, Document document, SchemaId schema, List<Operation> operations) {
    ItemState merged = document.merged();
    Node node = repository.graph().admit(write(item, merged, schema, operations), null);
    items.recall(node, merged, operations);
    repository.admission().take(node);
    document.loggedAt(context.settings().follows() ? Long.MAX_VALUE : repository.log().length());
    document.merge(items.merged(item).orElseThrow());
  }

  private Commit write(String item, ItemState merged, SchemaId schema, List<Operation> operations) {
    return Author.write(context, repository, item, merged, schema, operations);
  }
}
