package dev.goatdb.core;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Randomness;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The database of one organisation on one device, as a state machine: calls in, effects out. A host
 * makes one call at a time, tells the time before it, and afterwards takes {@link #effects()} and
 * {@link #notices()}. Nothing here blocks, does I/O or starts a thread.
 */
public final class Engine {
  private final Context context;
  private final Repositories repositories;
  private final Connections connections;

  public Engine(Settings settings, Randomness randomness, long nowMillis) {
    this.context = new Context(settings, randomness);
    this.repositories = new Repositories(context);
    this.connections = new Connections(context, this);
    timePassed(nowMillis);
    if (settings.authority()) {
      Greeting.certify(context, settings.sessionKey(), Optional.empty(), context::certify);
    }
  }

  /** The effects since the last call, in the order in which they must be carried out. */
  public List<Effect> effects() {
    repositories.relieve();
    context.end();
    long wake = context.timers().announce();
    if (wake >= 0) {
      context.outbox().add(new Effect.Wake(wake));
    }
    return context.outbox().takeEffects();
  }

  /** What happened since the last call. */
  public List<Notice> notices() {
    return context.outbox().takeNotices();
  }

  /** Time passed: does what is due. A host's clock that is set back keeps nothing waiting. */
  public void timePassed(long nowMillis) {
    context.timers().advance(nowMillis);
  }

  public OrganisationId organisation() {
    return context.organisation();
  }

  /** The organisation's root public key, once it is known. */
  public Optional<Octets> rootKey() {
    return context.rootKey();
  }

  /** The certificate of this device's session, once it has one. */
  public Optional<Certificate> certificate() {
    return context.certificate();
  }

  /** Tells a repository from one that must be {@linkplain #open opened} first. */
  public boolean isOpen(RepositoryPath path) {
    Repository repository = repositories.find(path);
    return repository != null && !repository.isProvisional();
  }

  /** The repositories that are open. */
  public List<RepositoryPath> open() {
    return repositories.paths();
  }

  /**
   * Opens a repository on its log, empty for a new one, and its index. A log that is damaged before
   * its end opens for reading. Throws {@code Corrupted} where it contradicts itself, {@code
   * Incompatible} where it is of another organisation or format, and where nobody else decides
   * {@code InvalidDefinition} for another definition of a known version; nothing changes then.
   */
  public void open(RepositoryPath path, StoredLog stored) {
    if (!isOpen(path)) {
      opened(Opening.whole(context, path, stored, this::belong));
    }
  }

  /** The same in steps, for hosts that must not be busy for long. */
  public Opening opening(RepositoryPath path, StoredLog stored) {
    return new Opening(context, path, stored, this::belong, this::opened);
  }

  /** Closes a repository that is {@linkplain Status#isIdle() idle}; it can be opened again. */
  public void release(RepositoryPath path) {
    repositories.release(path);
  }

  /** Writes what opening needs to be fast, as far as it is safe; before a host closes. */
  public void checkpoint() {
    repositories.checkpoint();
  }

  /** Told of the disk that the logs are on. */
  public Disk disk() {
    return new Disk(context, repositories);
  }

  /** Takes edits for a repository until its log is {@linkplain #opening opened} and gets them. */
  public void expect(RepositoryPath path) {
    if (!repositories.contains(path)) {
      repositories.put(path, Repository.provisional(context, path));
    }
  }

  private void opened(Repository repository) {
    Repository before = repositories.find(repository.path());
    repositories.put(repository.path(), repository);
    if (before != null) {
      before.items().gathering().takeOver(repository.items().gathering());
    }
    connections.subscribe(repository);
  }

  /** A log that was asked for cannot be opened; whoever wanted it is told. */
  public void cannotOpen(RepositoryPath path, GoatException error) {
    repositories.cannotOpen(path, error);
  }

  /** The names of all items of a repository, deleted ones included, as they came. */
  public List<String> items(RepositoryPath path) {
    return repositories.get(path).items().names();
  }

  /** Begins a pass over all items of a repository. */
  public Scan scan(RepositoryPath path) {
    return new Scan(repositories, path);
  }

  /** What is shown of an item, also of a deleted one; nothing where it never existed. */
  public Optional<ItemState> state(ItemPath path) {
    return repositories.get(path.repository()).items().document(path.item()).map(Document::shown);
  }

  /** The same with the schema, for somebody who only looks. */
  public Optional<Shown> look(ItemPath path) {
    return repositories.get(path.repository()).items().look(path.item());
  }

  /** The schema of an item, where the item exists. */
  public Optional<SchemaId> schema(ItemPath path) {
    return repositories.get(path.repository()).items().schema(path.item());
  }

  /** An item to be looked at closely. */
  public Inspection inspect(ItemPath path) {
    return new Inspection(context, repositories.get(path.repository()), path);
  }

  /** Creates an item; see {@link Editing#create}. */
  public void create(ItemPath path, Schema schema, Map<String, Value> values) {
    Repository repository = repositories.get(path.repository());
    List<Operation> operations = Editing.create(context, repository, path, schema, values);
    repository.items().gathering().edit(path.item(), schema.id(), operations);
  }

  /** Sets a field, or clears it without a value; throws {@code InvalidValue} where it must not. */
  public void set(ItemPath path, String field, Optional<Value> value) {
    apply(path, Editing.set(context, repositories.get(path.repository()), path, field, value));
  }

  /** Applies an operation that the caller knows, such as adding to a counter. */
  public void apply(ItemPath path, Operation operation) {
    apply(path, Editing.check(context, repositories.get(path.repository()), path, operation));
  }

  /** Changes a text or list as the caller has it before them; it may have changed since. */
  public void change(ItemPath path, Value seen, Operation change) {
    Repository of = repositories.get(path.repository());
    apply(path, Editing.change(context, of, path, seen, change));
  }

  /** Deletes or restores an item. */
  public void delete(ItemPath path, boolean deleted) {
    apply(path, new Operation.Put(Operation.DELETED, Value.of(deleted)));
  }

  private void apply(ItemPath path, List<Operation> operations) {
    Items items = repositories.get(path.repository()).items();
    items.gathering().edit(path.item(), items.schema(path.item()).orElseThrow(), operations);
  }

  /** The making of edits that count all together or not at all. */
  public Atomic atomic() {
    return new Atomic(context.atomic(), repositories);
  }

  /** Commits all edits that wait; returns how long the logs are then. */
  public Map<RepositoryPath, Long> commit() {
    return repositories.commit();
  }

  /** Commits all edits that wait, has them sealed, and asks for all logs to be made safe. */
  public void flush() {
    repositories.flush();
  }

  /** Asks for a log to be made safe as far as it is written. */
  public void sync(RepositoryPath path) {
    repositories.ifOpen(path, repository -> repository.log().sync());
  }

  /** Whether everything is written, sealed as far as it can be, and safe. */
  public boolean isAtRest() {
    return repositories.isAtRest();
  }

  /** Asks every server once more whether it holds the same; nothing is settled meanwhile. */
  public void compare() {
    repositories.all().forEach(repository -> repository.links().forEach(Link::compare));
  }

  /** How an open repository stands. */
  public Status status(RepositoryPath path) {
    return new Status(repositories.get(path));
  }

  /** A connection was made; {@code dialled} says from which side. */
  public void connected(int id, boolean dialled) {
    connections.made(id, dialled);
  }

  /** A frame arrived. */
  public void received(int id, byte[] frame) {
    connections.find(id).ifPresent(connection -> connection.received(Octets.wrap(frame)));
  }

  /** How many bytes of frames wait on a connection; hosts stop reading from it above some bound. */
  public long inboxBytes(int id) {
    return connections.find(id).map(Connection::inboxBytes).orElse(0L);
  }

  /** A connection is gone. */
  public void disconnected(int id) {
    connections.gone(id);
  }

  /** The first {@code position} bytes of a log are safe. */
  public void synced(RepositoryPath path, long position) {
    repositories.ifOpen(
        path,
        repository -> {
          repository.synced(position);
          context.outbox().add(new Notice.Progress(path));
        });
  }

  /** A signature is ready. */
  public void signed(long ticket, Octets signature) {
    context.outbox().signed(ticket, signature);
  }

  /** A signature was checked. */
  public void verified(long ticket, boolean valid) {
    context.outbox().verified(ticket, valid);
  }

  Context context() {
    return context;
  }

  Repositories repositories() {
    return repositories;
  }

  Connections connections() {
    return connections;
  }

  /** First contact, or the first one since the root key was forgotten. */
  void join(OrganisationId organisation, Octets rootKey) {
    context.learn(rootKey);
    belong(organisation);
  }

  private void belong(OrganisationId organisation) {
    Adoption.begin(context, repositories, organisation);
  }
}
