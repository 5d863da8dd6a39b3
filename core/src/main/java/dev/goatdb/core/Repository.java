package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.LooseCommit;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.merge.ItemState;
import dev.goatdb.core.merge.Replay;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.sync.Holdings;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A repository: its graph, its log, what is shown of its items, and who listens to it. */
final class Repository implements Holdings {
  private final Context context;
  private final RepositoryPath path;
  private final Graph graph;
  private final Replay replay;
  private final LogWriter log;
  private final Sealer sealer;
  private final Receipts receipts;
  private final SetDigest digest = new SetDigest();
  private final Map<String, Document> documents = new HashMap<>();
  private final Map<SessionId, Certificate> certificates = new HashMap<>();
  private final Refusals refusals;
  private final Set<Link> links = new LinkedHashSet<>();
  private final Map<String, SchemaId> created = new TreeMap<>();
  private boolean provisional;

  Repository(Context context, RepositoryPath path, long logLength) {
    this.context = context;
    this.path = path;
    this.graph = new Graph(context.limits().pendingCommits());
    this.replay = new Replay(this::defaults);
    this.log = new LogWriter(context, path, logLength);
    this.sealer = new Sealer(context, this);
    this.receipts = new Receipts(context, this);
    this.refusals = new Refusals(context, this);
  }

  /**
   * A repository whose log is not here yet: what is created meanwhile is shown at once and waits to
   * be taken over.
   */
  static Repository provisional(Context context, RepositoryPath path) {
    Repository repository = new Repository(context, path, 0);
    repository.provisional = true;
    return repository;
  }

  boolean isProvisional() {
    return provisional;
  }

  RepositoryPath path() {
    return path;
  }

  Graph graph() {
    return graph;
  }

  LogWriter log() {
    return log;
  }

  Sealer sealer() {
    return sealer;
  }

  Receipts receipts() {
    return receipts;
  }

  Set<Link> links() {
    return links;
  }

  Map<SessionId, Certificate> certificates() {
    return certificates;
  }

  @Override
  public List<CommitId> ids() {
    return graph.nodes().stream().filter(Node::isSealed).map(Node::id).toList();
  }

  @Override
  public SetDigest digest() {
    return digest;
  }

  /** What is shown of an item, computed when somebody first looks. */
  Optional<Document> document(String item) {
    Document known = documents.get(item);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Document> opened = graph.item(item).map(of -> new Document(replay.value(of.heads())));
    opened.ifPresent(document -> documents.put(item, document));
    return opened;
  }

  /** The schema of an item: the newest version among its heads. */
  Optional<SchemaId> schema(String item) {
    return graph.item(item).map(ItemGraph::schema).or(() -> Optional.ofNullable(created.get(item)));
  }

  /** The names of all items, deleted ones included, in the order in which they came. */
  List<String> items() {
    List<String> names = new ArrayList<>(created.keySet());
    graph.items().forEach(item -> names.add(item.item()));
    return names;
  }

  /** Shows an edit at once; commits it at once after a pause, else gathers it with others. */
  void edit(String item, SchemaId schema, List<Operation> operations) {
    Document document =
        document(item)
            .orElseGet(() ->
                documents.computeIfAbsent(
                    item, name -> new Document(new ItemState(false, defaults(schema)))));
    ItemState before = document.shown();
    boolean isNew = graph.item(item).isEmpty();
    document.edit(operations);
    if (!document.isDirty() || before.equals(document.shown()) && !isNew) {
      return;
    }
    long due = document.dueMillis(context.settings().commitsPerSecond());
    context
        .outbox()
        .add(
            new Notice.Changed(
                new ItemPath(path, item), isNew ? Optional.empty() : Optional.of(before), true));
    if (provisional) {
      created.put(item, schema);
    } else if (context.nowMillis() >= due
        || document.pendingBytes() > context.limits().bodyBytes() / 2) {
      commit(item, document, schema);
    } else if (document.schedule()) {
      context.timers().at(due, () -> commit(item, document, schema));
    }
  }

  /** Hands the edits that wait here to the repository that takes the place of this one. */
  void takeEdits(Repository successor) {
    for (String item : created.keySet()) {
      Document document = documents.get(item);
      if (document != null && document.isDirty()) {
        SchemaId schema = Objects.requireNonNull(created.get(item));
        successor.edit(item, schema, document.takeEdits(context.nowMillis(), true));
      }
    }
  }

  /** Commits all edits that wait. */
  void commitAll() {
    if (provisional) {
      return;
    }
    for (Map.Entry<String, Document> entry : List.copyOf(documents.entrySet())) {
      if (entry.getValue().isDirty()) {
        commit(entry.getKey(), entry.getValue(), schema(entry.getKey()).orElseThrow());
      }
    }
  }

  private void commit(String item, Document document, SchemaId schemaAtCreation) {
    boolean isNew = graph.item(item).isEmpty();
    SchemaId schema = schema(item).orElse(schemaAtCreation);
    List<Operation> operations = document.takeEdits(context.nowMillis(), isNew);
    if (operations.isEmpty()) {
      document.merge(document.merged());
      return;
    }
    Node node =
        graph.admit(
            Author.write(context, path, item, graph, document.merged(), schema, operations), null);
    document.loggedAt(take(node));
    document.merge(replay.value(graph.item(item).orElseThrow().heads()));
  }

  /**
   * Logs an admitted commit of this session and has it sealed; returns where it ends in the log.
   */
  long take(Node node) {
    receipts.admitted(node);
    long position = log.append(LogRecord.Type.COMMIT, LooseCommit.encode(node.commit()));
    if (!context.settings().follows()) {
      sealer.add(node);
      sealer.seal();
    }
    return position;
  }

  /**
   * Takes in commits that were verified and admitted: writes them down, shows them, passes them on.
   */
  void integrate(List<Node> admitted, @Nullable Link source) {
    for (Pack pack : Pack.of(admitted)) {
      log.append(LogRecord.Type.PACK, pack.encode());
    }
    admitted.forEach(receipts::admitted);
    Set<String> items = new LinkedHashSet<>();
    admitted.forEach(node -> items.add(node.header().item()));
    items.forEach(this::refresh);
    announce(admitted, source);
  }

  /**
   * Sealed commits became part of what this repository holds; everybody else who subscribed gets
   * them at once.
   */
  void announce(List<Node> nodes, @Nullable Link source) {
    List<Node> held = nodes.stream().filter(node -> graph.contains(node.id())).toList();
    hold(held);
    links.stream().filter(link -> link != source).forEach(link -> link.push(held));
    receipts.announced(held);
    context.outbox().add(new Notice.Progress(path));
  }

  /** A commit was taken out of the graph. */
  void removed(Node node) {
    receipts.removed(node);
    if (node.isSealed()) {
      digest.remove(node.id());
    }
  }

  /** The value of an item as the author of a commit left it. */
  ItemState authored(Node node) {
    return replay.value(List.of(node));
  }

  /** Counts sealed commits in the digest. */
  void hold(List<Node> nodes) {
    nodes.forEach(node -> digest.add(node.id()));
  }

  /** Keeps a verified certificate, unless one of the same session lasts longer. */
  void addCertificate(Certificate certificate) {
    Certificate known = certificates.get(certificate.session());
    if (known == null || certificate.expiresMillis() > known.expiresMillis()) {
      certificates.put(certificate.session(), certificate);
      log.append(LogRecord.Type.CERTIFICATE, certificate.encode());
    }
  }

  Refusals refusals() {
    return refusals;
  }

  /** The graph of an item changed: shows it, and tells where that makes a difference. */
  void refresh(String item) {
    Document document = documents.get(item);
    Optional<ItemState> before = Optional.ofNullable(document).map(Document::shown);
    if (document != null && graph.item(item).isPresent()) {
      document.merge(replay.value(graph.item(item).orElseThrow().heads()));
    } else if (document != null) {
      documents.remove(item);
    }
    boolean same =
        document != null
            && documents.containsKey(item)
            && before.equals(Optional.of(document.shown()));
    if (!same) {
      context.outbox().add(new Notice.Changed(new ItemPath(path, item), before, false));
    }
  }

  private Value.Dict defaults(SchemaId schema) {
    return context.schemas().find(schema).map(Schema::defaults).orElse(Value.EMPTY_DICT);
  }
}
