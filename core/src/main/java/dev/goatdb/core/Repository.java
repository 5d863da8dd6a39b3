package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Header;
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
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.sync.Holdings;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  Repository(Context context, RepositoryPath path, long logLength) {
    this.context = context;
    this.path = path;
    this.graph = new Graph(context.limits().pendingCommits());
    this.replay = new Replay(this::defaults);
    this.log = new LogWriter(context, path, logLength);
    this.sealer = new Sealer(context, this);
    this.receipts = new Receipts(context, this);
    this.refusals = new Refusals(context.limits().refusals());
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
    return graph
        .item(item)
        .map(of ->
            of.heads().stream()
                .map(node -> node.header().schema())
                .max((a, b) -> Integer.compare(a.version(), b.version()))
                .orElseThrow());
  }

  /**
   * Shows an edit at once; commits it at once after a pause, and gathers it with others otherwise.
   */
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
    if (context.nowMillis() >= due || document.pendingBytes() > context.limits().bodyBytes() / 2) {
      commit(item, document, schema);
    } else if (document.schedule()) {
      context.timers().at(due, () -> commit(item, document, schema));
    }
  }

  /** Commits all edits that wait. */
  void commitAll() {
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
    receipts.admitted(node);
    log.append(LogRecord.Type.COMMIT, LooseCommit.encode(node.commit()));
    document.merge(replay.value(graph.item(item).orElseThrow().heads()));
    sealer.add(node);
    sealer.seal();
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
    items.forEach(item -> refresh(item));
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

  /** Counts sealed commits in the digest. */
  void hold(List<Node> nodes) {
    nodes.forEach(node -> digest.add(node.id()));
  }

  /** Throws {@code InvalidValue} for a commit on an item that has another schema. */
  void requireSchema(Header header) {
    String wanted = header.schema().namespace();
    String found = schema(header.item()).map(SchemaId::namespace).orElse(wanted);
    if (!found.equals(wanted)) {
      throw new GoatException.InvalidValue(
          "The item "
              + path
              + "/"
              + header.item()
              + " has the schema '"
              + found
              + "', not '"
              + wanted
              + "'.",
          "Create it under another name.");
    }
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

  /** Takes out a refused commit and what descends from it; returns what went. */
  List<Node> remove(Refusal refusal) {
    List<Node> removed = graph.remove(refusal.commit());
    refusals.add(refusal);
    graph.forget(refusal.commit());
    for (Node node : removed) {
      refusals.add(new Refusal(node.id(), refusal.code(), refusal.reason()));
      receipts.removed(node);
      if (node.isSealed()) {
        digest.remove(node.id());
      }
    }
    return removed;
  }

  /**
   * The authority refused a commit: it leaves the item, with what came after it, and is reported.
   */
  void refuse(Refusal refusal) {
    List<Node> removed = remove(refusal);
    if (removed.isEmpty()) {
      return;
    }
    log.append(LogRecord.Type.REFUSAL, refusal.encode());
    Set<String> items = new LinkedHashSet<>();
    for (Node node : removed) {
      items.add(node.header().item());
      context
          .outbox()
          .add(
              new Notice.Refused(
                  new ItemPath(path, node.header().item()),
                  new Refusal(node.id(), refusal.code(), refusal.reason()),
                  node.header().schema(),
                  replay.value(List.of(node))));
    }
    items.forEach(item -> refresh(item));
    context.outbox().add(new Notice.Progress(path));
  }

  private void refresh(String item) {
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
