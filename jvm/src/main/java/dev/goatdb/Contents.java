package dev.goatdb;

import dev.goatdb.core.Engine;
import dev.goatdb.core.RuleCounts;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Host;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a database holds, as applications read it. */
abstract class Contents {
  abstract Shelf shelf();

  abstract Host host();

  abstract SyncStates states();

  /** The item at a path, where it is known here and not deleted. */
  public Optional<Item> find(String path) {
    return shelf().find(path).filter(item -> !item.isDeleted());
  }

  /**
   * The item at a path, deleted or not; throws {@link GoatException.NotFound} where it is not known
   * here.
   */
  public Item item(String path) {
    return shelf()
        .find(path)
        .orElseThrow(() ->
            new GoatException.NotFound(
                "There is no item " + path + " here.", "Create it, or wait for sync()."));
  }

  /** The id of this device's session, in hexadecimal: what rules and servers call it by. */
  public String session() {
    return host().read(engine -> dev.goatdb.core.Sessions.of(engine).bytes().hex());
  }

  /** Whose session this is, as the server certified it last; nobody's when anonymous. */
  public Optional<String> user() {
    return host().read(engine -> engine.certificate().flatMap(Certificate::user));
  }

  /** The sessions of others, for a database that is the authority. */
  public Sessions sessions() {
    return new Sessions(host());
  }

  /**
   * How often the rules of this database refused something to others since it was opened, reading
   * included: by the name of the rule that decided, or an empty name where none fitted. For the
   * authority; elsewhere it is empty.
   */
  public Map<String, Long> refusedByRule() {
    return host().read(RuleCounts::of);
  }

  /** Begins a live query over a repository, {@code /type/repo}. */
  public Query.Builder query(String repository) {
    return new Query.Builder(shelf(), RepositoryPath.parse(repository));
  }

  /** A summary of a repository: counts, digests and the state of synchronisation. */
  public RepositoryStatus status(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return host().look(path, engine -> RepositoryStatus.of(engine, path));
  }

  /** How far the edits of all repositories that are open have got. */
  public SyncState syncState() {
    return states().all();
  }

  /** How far the edits of a repository have got. */
  public SyncState syncState(String repository) {
    return states().of(RepositoryPath.parse(repository));
  }

  /** Calls the listener whenever {@link #syncState()} changed; many changes in a row once. */
  public Subscription onSyncState(Consumer<SyncState> listener) {
    return states().listen(listener);
  }

  /** Counts of a repository, which cost far less than its whole {@linkplain #status status}. */
  public RepositoryCounts counts(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return host().look(path, engine -> RepositoryCounts.of(engine, path));
  }

  /**
   * All items of a repository that are not deleted, in the order in which they came, each as it is
   * when its turn comes. They are read some at a time, so memory holds few of them.
   */
  public Iterable<ItemView> items(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return () -> new ItemReader(shelf(), path);
  }

  /** The keys of all items of a repository, deleted ones included, as they came. */
  public List<String> keys(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return host().look(path, engine -> engine.items(path));
  }

  /**
   * Who else follows a repository now, and what they say of themselves. From then on the repository
   * stays open.
   */
  public Presence presence(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return host().on(path, engine -> shelf().presence(path));
  }

  /** The paths of the repositories that are here, in order. */
  public List<String> repositories() {
    return host().logs().stream().map(RepositoryPath::toString).toList();
  }

  /**
   * The organisation's root public key in base64url, as a definition file pins it; nothing while it
   * is not known yet.
   */
  public Optional<String> organisationRoot() {
    return host()
        .read(Engine::rootKey)
        .map(key -> Base64.getUrlEncoder().withoutPadding().encodeToString(key.array()));
  }

  /** The organisation's id in hexadecimal; zeros while it is not known yet. */
  public String organisation() {
    return host().read(engine -> engine.organisation().hash().hex());
  }
}
