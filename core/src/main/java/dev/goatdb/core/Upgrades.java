package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.merge.Difference;
import dev.goatdb.core.merge.Replay;
import dev.goatdb.core.merge.Views;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Judge;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The upgrades that need code, at the authority: finds the items that wait for one, and writes what
 * the host computed.
 *
 * <p>A host asks for the {@linkplain #next next} items of a repository after it was opened and
 * after commits came in, runs its functions on them outside the engine, and {@linkplain #computed
 * answers}. What was done already is told from the commits themselves, so nothing is kept.
 */
public final class Upgrades {
  private static final int LOOKS = 500;

  private final Engine engine;
  private final Set<SchemaId> versions;
  private final Replay replay;
  private final Map<RepositoryPath, UpgradePass> passes = new TreeMap<>();

  /**
   * An item whose fields are to be computed.
   *
   * @param before the version before, in which {@code old} is
   * @param next the version whose upgrade it is
   * @param heads what {@code old} merges
   */
  public record Due(
      ItemPath item, Schema before, ItemState old, Schema next, List<CommitId> heads) {}

  /**
   * Some items of a repository.
   *
   * @param more whether there is something to look at yet
   */
  public record Slice(List<Due> due, boolean more) {
    private static final Slice NOTHING = new Slice(List.of(), false);
  }

  /**
   * @param versions those for which the host has code
   */
  public Upgrades(Engine engine, Set<SchemaId> versions) {
    this.engine = engine;
    this.versions = versions;
    this.replay = new Replay(new Views(engine.context().schemas())::of);
  }

  /** So many items that wait, at the most; it looks at a bounded number of commits. */
  public Slice next(RepositoryPath path, int most) {
    Repository repository = engine.repositories().find(path);
    if (repository == null || repository.isProvisional() || repository.log().isDamaged()) {
      passes.remove(path);
      return Slice.NOTHING;
    }
    UpgradePass pass = passes.get(path);
    if (pass == null || !pass.isOver(repository)) {
      pass = new UpgradePass(repository, this::isOld);
      passes.put(path, pass);
    }
    List<Due> due = new ArrayList<>();
    for (Map.Entry<String, Integer> item : pass.next(most, LOOKS).entrySet()) {
      find(repository, item.getKey(), item.getValue()).ifPresent(due::add);
    }
    return new Slice(due, pass.isBehind());
  }

  /** Forgets how far it has come in a repository: all is looked at again. */
  public void restart(RepositoryPath path) {
    passes.remove(path);
  }

  /**
   * The new values of an item, by the fields under {@code code}; what is left out gets its default.
   * An item that changed meanwhile comes again, and nothing is written.
   *
   * <p>Throws {@code InvalidValue} for other fields and for values that the fields cannot hold, and
   * {@code LimitExceeded} for more than a commit may hold.
   */
  public void computed(Due due, Map<String, Value> values) {
    UpgradePass pass = passes.get(due.item().repository());
    Repository repository = engine.repositories().find(due.item().repository());
    if (pass == null || repository == null || !pass.isOver(repository)) {
      return;
    }
    Optional<ItemGraph> graph = repository.graph().item(due.item().item());
    Optional<Due> now = graph.flatMap(item -> due(repository, item, due.next()));
    if (graph.isPresent() && now.isPresent() && now.get().heads().equals(due.heads())) {
      pass.succeeded(due.item().item());
      if (!write(repository, graph.get(), due, values)) {
        pass.again(due.item().item(), due.next().version());
      }
    }
  }

  /** An item could not be computed; it is tried again when it changes or is opened again. */
  public void failed(Due due, String reason) {
    UpgradePass pass = passes.get(due.item().repository());
    if (pass != null) {
      pass.failed(due.item().item(), due.next(), reason);
    }
  }

  /** Why fields of an item could not be computed, in words, by the names shown now. */
  public Map<String, String> problems(ItemPath item) {
    UpgradePass pass = passes.get(item.repository());
    UpgradePass.Failure failure = pass == null ? null : pass.failure(item.item());
    Map<String, String> problems = new TreeMap<>();
    if (failure != null) {
      Schema of = failure.version();
      for (String field : of.upgrade().coded()) {
        problems.put(
            nameNow(of, field),
            "could not be computed by the upgrade to version "
                + of.version()
                + ": "
                + failure.reason());
      }
    }
    return problems;
  }

  private String nameNow(Schema of, String field) {
    String name = field;
    for (Schema later : engine.context().schemas().all()) {
      if (later.namespace().equals(of.namespace()) && later.version() > of.version()) {
        name = later.upgrade().renamed().getOrDefault(name, name);
      }
    }
    return name;
  }

  /** Whether commits of a version can make an item wait. */
  private boolean isOld(SchemaId schema) {
    for (SchemaId version : versions) {
      if (version.namespace().equals(schema.namespace()) && version.version() > schema.version()) {
        return true;
      }
    }
    return false;
  }

  /** The oldest version after some for which an item waits. */
  private Optional<Due> find(Repository repository, String name, int after) {
    Optional<ItemGraph> item = repository.graph().item(name);
    Optional<Due> found = Optional.empty();
    for (Schema next : engine.context().schemas().all()) {
      if (item.isPresent()
          && found.isEmpty()
          && next.version() > after
          && versions.contains(next.id())) {
        found = due(repository, item.get(), next);
      }
    }
    return found;
  }

  private Optional<Due> due(Repository repository, ItemGraph item, Schema next) {
    Schema before = replay.view(next.id()).schema(next.version() - 1);
    boolean same = item.schema().namespace().equals(next.namespace());
    List<Node> heads = same ? item.heads(next.version() - 1) : List.of();
    if (before == null || heads.isEmpty()) {
      return Optional.empty();
    }
    Optional<Node> done = UpgradeCommit.newest(item, next.version());
    if (done.isPresent() && UpgradeCommit.covers(done.get(), heads)) {
      return Optional.empty();
    }
    List<CommitId> ids = new ArrayList<>();
    heads.forEach(head -> ids.add(head.id()));
    ItemState old = replay.value(heads, before.version());
    return Optional.of(
        new Due(new ItemPath(repository.path(), item.item()), before, old, next, ids));
  }

  /**
   * Writes what differs from what was computed before; false where nothing does. The first time it
   * always writes, so that nobody computes the same again.
   */
  private boolean write(Repository repository, ItemGraph item, Due due, Map<String, Value> values) {
    Context context = engine.context();
    Schema next = due.next();
    Optional<Node> before = UpgradeCommit.newest(item, next.version());
    ItemState from =
        before.isPresent() ? replay.valueAt(before.get()) : new ItemState(false, next.defaults());
    List<Operation> operations = operations(next, from, values);
    if (operations.isEmpty() && before.isPresent()) {
      return false;
    }
    List<Node> parents =
        UpgradeCommit.parents(before, item.heads(next.version() - 1), context.limits().parents());
    ItemState merged = replay.value(parents, next.version());
    Judge.checkConstraints(next, () -> merged, operations);
    Editing.checkSize(context, due.item(), operations);
    Commit commit =
        UpgradeCommit.write(context, due.item(), parents, merged, next.id(), operations);
    repository.admission().take(repository.graph().admit(commit, null));
    repository.items().refresh(item.item());
    return true;
  }

  private static List<Operation> operations(
      Schema next, ItemState from, Map<String, Value> values) {
    Set<String> coded = next.upgrade().coded();
    for (String name : values.keySet()) {
      if (!coded.contains(name)) {
        throw new GoatException.InvalidValue(
            "The code of the upgrade to '"
                + next
                + "' gives the field '"
                + name
                + "', which is not under \"code\".",
            "Give only: " + String.join(", ", coded) + ".");
      }
    }
    List<Operation> operations = new ArrayList<>();
    for (String name : coded) {
      FieldDefinition field = next.field(name);
      Optional<Value> after = Optional.ofNullable(values.get(name)).or(field::fallback);
      after.ifPresent(value -> next.check(name, value));
      if (after.isEmpty() && field.needsValue()) {
        throw Judge.missing(next, field);
      }
      operations.addAll(Difference.of(field, from.field(name), after));
    }
    return operations;
  }
}
