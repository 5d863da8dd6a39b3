package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The items of a repository as this device shows them; those that somebody works with are in
 * memory.
 */
final class Items {
  private final Context context;
  private final Repository repository;
  private final Graph graph;
  private final History history;
  private final Showing showing;
  private final Gathering gathering;
  private final Map<String, Document> documents = new HashMap<>();

  Items(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
    this.graph = repository.graph();
    this.history = repository.history();
    this.showing = new Showing(context.schemas());
    this.gathering = new Gathering(context, repository, this);
  }

  /** What somebody sees who only looks; nothing of it stays in memory that was not there. */
  Optional<Shown> look(String item) {
    if (isResident(item)) {
      return look(item, Optional.empty());
    }
    Optional<Shown> kept =
        history.values().isEmpty()
            ? Optional.empty()
            : history.values().find(item, history.newest(item));
    return kept.filter(showing::isCurrent).or(() -> look(item, history.only(item)));
  }

  /** The same where the only commit of the item may be known. */
  Optional<Shown> look(String item, Optional<Commit> only) {
    if (only.isPresent() && !isResident(item)) {
      return showing.only(only.get());
    }
    return document(item)
        .flatMap(document -> schema(item).map(schema -> new Shown(schema, document.shown())));
  }

  private boolean isResident(String item) {
    return resident() > 0 && (documents.containsKey(item) || graph.isResident(item));
  }

  /** What is shown of an item, computed when somebody first looks. */
  Optional<Document> document(String item) {
    Document known = documents.get(item);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Document> opened = merged(item).map(Document::new);
    opened.ifPresent(document -> documents.put(item, document));
    return opened;
  }

  /**
   * The schema under which an item is shown and edited: the newest version that is known here, or
   * where none is the newest among its heads.
   */
  Optional<SchemaId> schema(String item) {
    return graph
        .item(item)
        .map(showing::schema)
        .or(() -> gathering.created(item))
        .or(() -> context.atomic().schema(repository, item));
  }

  Optional<ItemState> merged(String item) {
    return graph.item(item).flatMap(showing::merged);
  }

  /** What is shown of an item that is created: its defaults, so far. */
  Document begin(String item, SchemaId schema) {
    Document document = new Document(showing.beginning(schema));
    documents.put(item, document);
    return document;
  }

  /** What was begun comes to nothing. */
  void forget(String item) {
    documents.remove(item);
  }

  /** Whether there is nothing of an item that is shown. */
  boolean isNew(String item) {
    return graph.item(item).map(showing::heads).orElse(List.of()).isEmpty();
  }

  Showing showing() {
    return showing;
  }

  /** What is shown of an item, where that is in memory. */
  @Nullable Document resident(String item) {
    return documents.get(item);
  }

  /** The names of all items, deleted ones included, in the order in which they came. */
  List<String> names() {
    List<String> names = new ArrayList<>(gathering.created());
    names.addAll(Names.all(history));
    if (history.contexts().names(showing::isHidden)) {
      names.removeIf(name -> look(name).isEmpty());
    }
    return names;
  }

  /** A commit was just made of operations on what was merged before. */
  void recall(Node node, ItemState before, List<Operation> operations) {
    if (node.parents().size() < 2) {
      showing.recall(node, before, operations);
    }
  }

  /** An item as the author of a commit saw it, who built on these parents. */
  ItemState before(SchemaId schema, List<Node> parents) {
    return showing.before(schema, parents);
  }

  /** What is wrong with what an item shows, in words by field. */
  Map<String, String> problems(String item) {
    Optional<ItemGraph> known = graph.item(item);
    return known.isEmpty()
        ? Map.of()
        : showing.problems(
            known.get(), document(item).map(Document::shown).orElse(ItemState.EMPTY));
  }

  /** The graph of an item changed: shows it, and tells where that makes a difference. */
  void refresh(String item) {
    Document document = documents.get(item);
    Optional<ItemState> before = Optional.ofNullable(document).map(Document::shown);
    Optional<ItemState> merged = document == null ? Optional.empty() : merged(item);
    if (document != null && merged.isPresent()) {
      document.merge(merged.get());
    } else if (document != null) {
      documents.remove(item);
    }
    boolean same =
        document != null
            && documents.containsKey(item)
            && before.equals(Optional.of(document.shown()));
    if (!same) {
      context
          .outbox()
          .add(new Notice.Changed(new ItemPath(repository.path(), item), before, false));
    }
  }

  /** The edits that wait to be committed. */
  Gathering gathering() {
    return gathering;
  }

  /** How many items are in memory. */
  int resident() {
    return graph.resident().size();
  }

  /** Lets items go that nobody looked at for the longest time, until so many are left. */
  void evict(int most) {
    graph.evict(
        most,
        this::mayGo,
        gone -> {
          keepValue(gone);
          documents.remove(gone.item());
        });
  }

  /** Keeps what items with long histories show now. */
  void keepValues() {
    if (graph.longest() >= context.limits().longHistory()) {
      graph.resident().forEach(this::keepValue);
    }
  }

  private void keepValue(ItemGraph item) {
    if (item.nodes().size() < context.limits().longHistory()) {
      return;
    }
    Document document = documents.get(item.item());
    if (document != null && showing.isDefined(item)) {
      Shown shown = new Shown(showing.schema(item), document.merged());
      history.values().keep(item.item(), item.newest().number(), shown);
    }
  }

  /** Only what is safe in the log, and nobody is about to change, leaves memory. */
  private boolean mayGo(ItemGraph item) {
    Document document = documents.get(item.item());
    boolean dirty =
        document != null && (document.isDirty() || document.isLive())
            || context.atomic().touches(repository, item.item());
    long offset = history.index().offset(item.newest().number());
    return !dirty && offset >= 0 && offset < repository.log().safe();
  }
}
