package dev.goatdb.core;

import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogReader;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A repository: its graph, its log, what is shown of its items, and who listens to it. */
final class Repository {
  private final Context context;
  private final RepositoryPath path;
  private final StoredLog stored;
  private final History history;
  private final Units units;
  private final Graph graph;
  private final Items items;
  private final LiveEdits live;
  private final Presence presence;
  private final Admission admission;
  private final LogWriter log;
  private final Sealer sealer;
  private final Receipts receipts;
  private final Issuer issuer;
  private final Restoration restoration;
  private final Certificates certificates;
  private final Inventory inventory;
  private final Refusals refusals;
  private final Optional<Checkpoint> checkpoint;
  private final Set<Link> links = new LinkedHashSet<>();
  private Octets epoch = Octets.EMPTY;
  private boolean provisional;

  /**
   * @param stamp a number that tells the log from others
   * @param logLength how long the log is known to be
   */
  Repository(Context context, RepositoryPath path, StoredLog stored, int stamp, long logLength) {
    this.context = context;
    this.path = path;
    this.stored = stored;
    LogReader reader = new LogReader(path.toString(), stored.log(), context.pages(), this::damaged);
    this.history = new History(context, path, context.organisation(), stored, stamp, reader);
    this.units = new Units(history);
    this.graph = new Graph(context.limits().pendingCommits(), history);
    this.items = new Items(context, this);
    this.live = new LiveEdits(context, this);
    this.presence = new Presence(context, this);
    this.admission = new Admission(context, this);
    this.log = new LogWriter(context, path, logLength, history::readable);
    this.sealer = new Sealer(context, this);
    this.receipts = new Receipts(context, this);
    this.issuer = new Issuer(context, this);
    this.restoration = new Restoration(context, this);
    this.refusals = new Refusals(context, this);
    this.certificates = new Certificates(history.reader());
    this.inventory = new Inventory(history, graph, receipts, this::told);
    this.checkpoint = context.settings().indexing().checkpoint(context, this, stored.log());
  }

  /**
   * A repository whose log is not here yet: what is created meanwhile is shown at once and waits to
   * be taken over.
   */
  static Repository provisional(Context context, RepositoryPath path) {
    Repository repository = new Repository(context, path, StoredLog.of(new byte[0]), 0, 0);
    repository.provisional = true;
    return repository;
  }

  /** A new repository, whose log begins now. */
  static Repository begin(Context context, RepositoryPath path, StoredLog stored) {
    return replaced(context, path, stored, LogWriter.beginning(context, path));
  }

  /** A repository on a log that is written now, in place of what there was. */
  static Repository replaced(Context context, RepositoryPath path, StoredLog stored, Octets bytes) {
    context.outbox().add(new Effect.Replace(path.toString(), bytes));
    LogCursor cursor = LogCursor.of(path.toString(), StoredBytes.of(bytes.array()));
    LogWriter.Origin origin = LogWriter.Origin.read(Objects.requireNonNull(cursor.next()));
    Repository repository = new Repository(context, path, stored, origin.stamp(), bytes.size());
    repository.epoch = origin.epoch();
    Recovery recovery = new Recovery(context, repository);
    for (LogRecord next = cursor.next(); next != null; next = cursor.next()) {
      recovery.apply(next, cursor.start());
    }
    repository.sealer.seal();
    return repository;
  }

  /** The records of the log are all taken in: what it owes is made up for. */
  void recovered() {
    history.readable(log.length());
    issuer.recovered();
    restoration.proceed();
    if (!log.isDamaged()) {
      if (context.settings().indexing().isStored()) {
        log.mark();
      }
      sealer.seal();
      checkpoint.ifPresent(Checkpoint::complete);
    }
  }

  StoredLog stored() {
    return stored;
  }

  History history() {
    return history;
  }

  /** The writing of its index, where the host keeps one. */
  Optional<Checkpoint> checkpoint() {
    return checkpoint;
  }

  /** The name of the log's life: another one begins when something of it was lost. */
  Octets epoch() {
    return epoch;
  }

  void epoch(Octets by) {
    epoch = by;
  }

  /**
   * Something that was safe cannot be read any more: nothing is written behind it, and the index,
   * under which it went unnoticed, is gone when the log is opened again.
   */
  private void damaged(GoatException error) {
    if (!log.isDamaged()) {
      log.forbid(error);
      checkpoint.ifPresent(Checkpoint::drop);
      context.outbox().add(new Notice.Warning(error.getMessage()));
      tellObstacle();
    }
  }

  /** What keeps more from being taken in, where something does. */
  Optional<Obstacle> obstacle() {
    return log.damage().map(error -> Obstacle.ofLog(path, error)).or(context::stall);
  }

  /** The same, or what keeps something from it, for others. */
  Optional<Obstacle> told() {
    return obstacle().or(restoration::obstacle);
  }

  /** That has changed: whoever may have something to send is told. */
  void tellObstacle() {
    links.forEach(link -> link.obstruction().tell());
    context.outbox().add(new Notice.Progress(path));
  }

  boolean isProvisional() {
    return provisional;
  }

  RepositoryPath path() {
    return path;
  }

  /** Which commits belong together. */
  Units units() {
    return units;
  }

  /** Its items as they are shown. */
  Items items() {
    return items;
  }

  /** Edits that are not commits yet, shown to others. */
  LiveEdits live() {
    return live;
  }

  /** Who is here. */
  Presence presence() {
    return presence;
  }

  /** The way of admitted commits into the log and to others. */
  Admission admission() {
    return admission;
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

  /** Who makes control records here, where this is the authority. */
  Issuer issuer() {
    return issuer;
  }

  /** What comes back where this is the authority and lost something. */
  Restoration restoration() {
    return restoration;
  }

  /** What it holds, for those who keep it in step with others. */
  Inventory inventory() {
    return inventory;
  }

  Set<Link> links() {
    return links;
  }

  Certificates certificates() {
    return certificates;
  }

  /** All commits in the order of their admission. */
  List<Draft> drafts() {
    List<Draft> drafts = new ArrayList<>();
    for (int number = 0; number < history.count(); number++) {
      if (!history.taken().contains(number)) {
        drafts.add(new Draft(graph.node(number).commit(), units.mark(number)));
      }
    }
    return drafts;
  }

  /** Keeps a verified certificate, unless one of the same session lasts longer. */
  void addCertificate(Certificate certificate) {
    Optional<Certificate> known = certificates.find(certificate.session());
    if (known.filter(one -> one.expiresMillis() >= certificate.expiresMillis()).isEmpty()) {
      certificates.put(certificate);
      long offset = log.append(LogRecord.Type.CERTIFICATE, certificate.encode());
      log.notes().certificate(certificate.session(), offset);
    }
  }

  /** More of the log is safe now. */
  void synced(long position) {
    log.synced(position);
    receipts.synced();
    issuer.synced();
    checkpoint.ifPresent(Checkpoint::writeOn);
  }

  /** Whether nothing would be lost or broken if this repository were closed now. */
  boolean isIdle() {
    boolean kept = context.settings().authority() && path.equals(Sessions.HOME);
    boolean clean =
        !kept
            && !context.atomic().touches(this)
            && !items.gathering().isDirty()
            && !sealer.isBusy()
            && !issuer.isBusy()
            && !restoration.isWatching();
    return clean && !provisional && links.isEmpty() && log.isSafe(log.length());
  }

  /** It is not used any more. */
  void close() {
    history.close(context);
  }

  Refusals refusals() {
    return refusals;
  }
}
