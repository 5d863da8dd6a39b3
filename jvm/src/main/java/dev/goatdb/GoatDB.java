package dev.goatdb;

import dev.goatdb.core.Notice;
import dev.goatdb.core.commit.CommitId;
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
import java.util.LinkedHashMap;
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
 * unless an executor is given. Close it to make everything durable.
 */
public final class GoatDB extends Contents implements AutoCloseable {
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
  private final SyncStates states;
  private final Optional<Upgrader> upgrader;

  GoatDB(Options options, Optional<Folder> folder, Identity identity, Store store) {
    this.options = options;
    this.folder = folder;
    Executor executor = options.executor.orElse(listenerThread);
    this.shelf = new Shelf(options.schemas, executor, options.states());
    this.host =
        new Host(identity, store, options.host(), this::hear, shelf::isWatched, this::opened);
    shelf.serve(host);
    this.server = options.server.map(address -> new ServerLink(host, address, options.silence));
    this.states = new SyncStates(host, shelf.losses(), server, executor);
    this.upgrader = options.decides() ? Upgrader.of(host, options) : Optional.empty();
    upgrader.ifPresent(shelf::upgradedBy);
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

  /**
   * Makes edits of several items of one repository count together: on every device all of them are
   * shown, or none. They are seen by this thread alone until they are all made; listeners and
   * queries learn of them then. Where the edits throw, none is made.
   *
   * <p>It holds the whole database meanwhile: the edits must be quick, and wait for nothing,
   * neither for {@code flush()} or {@code sync()} nor for another thread. Devices that edit the
   * same items meanwhile are not hindered, and all merges as always.
   *
   * @throws GoatException.InvalidValue where they are of several repositories, or are made within
   *     others; nothing is changed then
   * @throws GoatException.LimitExceeded where they change more than 1,024 items or 512 KiB
   */
  public void atomically(Runnable edits) {
    host.atomically(Map.of(), edits);
  }

  /**
   * The same where some items must be as they were, and those that are edited as they are: the
   * server refuses all of the edits, as {@code conflict}, where somebody changed one of them
   * meanwhile; see {@link #onRefused}. What is expected counts as edited, so two who expect the
   * same item at once cannot both succeed.
   *
   * @throws GoatException.Conflict where that is known here already; nothing is changed then
   */
  public void atomically(Heads expected, Runnable edits) {
    host.atomically(expected.byItem(), edits);
  }

  /**
   * How items are now, to be expected later; edits of them that wait are committed first.
   *
   * @param paths of items of one repository; one that does not exist is expected to be created, so
   *     a name can be claimed
   */
  public Heads heads(String... paths) {
    Map<ItemPath, List<CommitId>> heads = new LinkedHashMap<>();
    for (String path : paths) {
      ItemPath item = ItemPath.parse(path);
      heads.put(item, host.on(item.repository(), engine -> engine.atomic().heads(item)));
    }
    return new Heads(heads);
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
    return shelf.losses().refused();
  }

  /** Calls the listener whenever the server refused an edit. */
  public Subscription onRefused(Consumer<RefusedEdit> listener) {
    return shelf.losses().onRefused(listener);
  }

  /**
   * Calls the listener whenever an item turns out to be deleted by somebody who had not seen edits
   * of it, and who edited it did not know; {@link UnseenEdits} says where that is told.
   */
  public Subscription onDeletedWithUnseenEdits(Consumer<UnseenEdits> listener) {
    return shelf.losses().onUnseen(listener);
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
    upgrader.ifPresent(Upgrader::close);
    try {
      host.close();
    } finally {
      listenerThread.shutdown();
      folder.ifPresent(Folder::close);
    }
  }

  @Override
  Shelf shelf() {
    return shelf;
  }

  @Override
  SyncStates states() {
    return states;
  }

  @Override
  Host host() {
    return host;
  }

  private void hear(List<Notice> notices) {
    server.ifPresent(link -> notices.forEach(link::hear));
    shelf.hear(notices);
    states.hear(notices);
    upgrader.ifPresent(one -> notices.forEach(one::hear));
  }

  private void opened(RepositoryPath repository) {
    upgrader.ifPresent(one -> one.wake(repository));
  }
}
