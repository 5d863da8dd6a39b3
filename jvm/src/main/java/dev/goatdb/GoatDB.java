package dev.goatdb;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Notice;
import dev.goatdb.core.value.Base32;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Chance;
import dev.goatdb.jvm.Folder;
import dev.goatdb.jvm.Host;
import dev.goatdb.jvm.Identity;
import dev.goatdb.jvm.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A database: a replica that is edited in memory, kept in a folder, and, where it has a server,
 * kept in step with it.
 *
 * <p>It may be used from any thread. Listeners run one after another on a thread of the database,
 * unless an executor is given. Close it to make everything durable; an own organisation is founded
 * where no server is named.
 */
public final class GoatDB implements AutoCloseable {
  private static final Duration SYNC_PATIENCE = Duration.ofSeconds(30);
  private static final int KEY_BYTES = 16;
  private static final Chance CHANCE = new Chance();

  private final Options options;
  private final Optional<Folder> folder;
  private final ExecutorService listenerThread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("goatdb-listeners").factory());
  private final Shelf shelf;
  private final Host host;
  private final Optional<ServerLink> server;

  GoatDB(Options options, Optional<Folder> folder, Identity identity, Store store) {
    this.options = options;
    this.folder = folder;
    Executor executor = options.executor.orElse(listenerThread);
    this.shelf = new Shelf(options.schemas, executor, options.states());
    this.host = new Host(identity, store, options.host(), this::hear, shelf::isWatched);
    shelf.serve(host);
    this.server = options.server.map(address -> new ServerLink(host, address, options.silence));
  }

  /**
   * Opens the database in a folder, which is made where it does not exist. Its repositories are
   * read when they are used; one whose log is damaged can be read and not changed.
   *
   * @throws GoatException.InUse where another process has it open
   * @throws GoatException.StorageFailed where it cannot be written
   * @throws GoatException.Incompatible where it is of another organisation than the options name
   */
  public static GoatDB open(Path path, Consumer<Options> configure) {
    return Opener.open(path, Options.of(configure));
  }

  /** The same without a server. */
  public static GoatDB open(Path path, Schema... schemas) {
    return open(path, o -> o.schemas(schemas));
  }

  /** A database that lives as long as the program, for tests and for data that need not last. */
  public static GoatDB inMemory(Consumer<Options> configure) {
    return Opener.inMemory(Options.of(configure));
  }

  /** A database in memory without a server. */
  public static GoatDB inMemory(Schema... schemas) {
    return inMemory(options -> options.schemas(schemas));
  }

  /** All that is here is kept in step with the server, where there is one. */
  GoatDB start() {
    try {
      server.ifPresent(link -> {
        host.openAll();
        link.start();
      });
      return this;
    } catch (RuntimeException unreadable) {
      host.close();
      throw unreadable;
    }
  }

  /**
   * Creates an item under a new random name.
   *
   * @param repository {@code /type/repo}
   * @param values by the names of their fields
   * @throws GoatException.InvalidValue where the path or a value is wrong, or a required value is
   *     missing
   */
  public Item create(String repository, Schema schema, Map<String, ?> values) {
    return create(
        new ItemPath(RepositoryPath.parse(repository), Base32.encode(CHANCE.octets(KEY_BYTES))),
        schema,
        values);
  }

  /** Creates an item at a path of its own, {@code /type/repo/item}, or makes a deleted one anew. */
  public Item createAt(String path, Schema schema, Map<String, ?> values) {
    return create(ItemPath.parse(path), schema, values);
  }

  private Item create(ItemPath path, Schema schema, Map<String, ?> values) {
    shelf.change(
        path,
        engine -> {
          options.schemas.add(schema.definition());
          engine.create(
              path, schema.definition(), JavaValues.toValues(schema.definition(), values));
        });
    return new Item(shelf, path, path.toString(), schema.definition());
  }

  /** The item at a path, where it is known here and not deleted. */
  public Optional<Item> find(String path) {
    return shelf.find(path).filter(item -> !item.isDeleted());
  }

  /**
   * The item at a path, deleted or not; throws {@link GoatException.NotFound} where it is not known
   * here.
   */
  public Item item(String path) {
    return shelf
        .find(path)
        .orElseThrow(() ->
            new GoatException.NotFound(
                "There is no item " + path + " here.", "Create it, or wait for sync()."));
  }

  /** Begins a live query over a repository, {@code /type/repo}. */
  public Query.Builder query(String repository) {
    return new Query.Builder(shelf, RepositoryPath.parse(repository));
  }

  /**
   * Commits all edits and returns when they are as durable as {@link Options#durability} says: on
   * the disk, unless it says otherwise. An authority also signs the receipts it owes.
   *
   * @throws GoatException.StorageFailed where that cannot be; what was flushed before is safe
   */
  public void flush() {
    flush(options.durability);
  }

  /** The same with another durability. */
  public void flush(Durability wanted) {
    host.flush(wanted == Durability.SYNCED);
  }

  /** The same without waiting. */
  public CompletionStage<Void> flushAsync() {
    return CompletableFuture.runAsync(this::flush);
  }

  /**
   * Waits until everything here is durable on the server, and everything there is here, for 30
   * seconds at the most.
   *
   * @throws GoatException.Unreachable where that takes longer, or there is no server
   * @throws GoatException.Incompatible where the server belongs to another organisation
   */
  public void sync() {
    sync(SYNC_PATIENCE);
  }

  /** The same with a patience of one's own. */
  public void sync(Duration patience) {
    server
        .orElseThrow(() ->
            new GoatException.Unreachable(
                "This database has no server.", "Name one with the option server(...)."))
        .sync(patience);
  }

  /** The same without waiting. */
  public CompletionStage<Void> syncAsync() {
    return CompletableFuture.runAsync(this::sync);
  }

  /** Whether the server is connected and has certified this session. */
  public boolean isOnline() {
    return server.filter(ServerLink::isOnline).isPresent();
  }

  /** Goes offline, or back online; edits go on in both. */
  public void setOnline(boolean wanted) {
    server.ifPresent(link -> link.setOnline(wanted));
  }

  /** The edits that the server refused since the database was opened, oldest first. */
  public List<RefusedEdit> refused() {
    return shelf.refused();
  }

  /** Calls the listener whenever the server refused an edit. */
  public Subscription onRefused(Consumer<RefusedEdit> listener) {
    return shelf.watchRefusals(listener);
  }

  /** A summary of a repository: counts, digests and the state of synchronisation. */
  public RepositoryStatus status(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return host.look(path, engine -> RepositoryStatus.of(engine, path));
  }

  /** Counts of a repository, which cost far less than its whole {@linkplain #status status}. */
  public RepositoryCounts counts(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return host.look(path, engine -> RepositoryCounts.of(engine, path));
  }

  /**
   * All items of a repository that are not deleted, in the order in which they came, each as it is
   * when its turn comes. They are read some at a time, so memory holds few of them.
   */
  public Iterable<ItemView> items(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return () -> new ItemReader(shelf, path);
  }

  /** The keys of all items of a repository, deleted ones included, as they came. */
  public List<String> keys(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return host.look(path, engine -> engine.items(path));
  }

  /** The paths of the repositories that are here, in order. */
  public List<String> repositories() {
    return host.logs().stream().map(RepositoryPath::toString).toList();
  }

  /**
   * The organisation's root public key in base64url, as a definition file pins it; nothing while it
   * is not known yet.
   */
  public Optional<String> organisationRoot() {
    return host.read(Engine::rootKey)
        .map(key -> Base64.getUrlEncoder().withoutPadding().encodeToString(key.array()));
  }

  /** The organisation's id in hexadecimal; zeros while it is not known yet. */
  public String organisation() {
    return host.read(engine -> engine.organisation().hash().hex());
  }

  /**
   * Attaches a connection of a transport of one's own.
   *
   * @param dialled whether this side made the connection; the other side is the server then
   */
  public Transport.Receiver attach(Transport transport, boolean dialled) {
    return new Attachment(host, transport, dialled);
  }

  /** Commits and syncs what is left, and closes; closing twice does nothing. */
  @Override
  public void close() {
    server.ifPresent(ServerLink::close);
    try {
      host.close();
    } finally {
      listenerThread.shutdown();
      folder.ifPresent(Folder::close);
    }
  }

  private void hear(Notice notice) {
    server.ifPresent(link -> link.hear(notice));
    shelf.hear(notice);
  }
}
