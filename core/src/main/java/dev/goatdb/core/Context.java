package dev.goatdb.core;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Randomness;
import dev.goatdb.core.log.PageCache;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all parts of one engine share: whose it is, its time, its randomness, its way out. */
final class Context {
  private final Settings settings;
  private final Randomness randomness;
  private final Octets incarnation;
  private final SessionId session;
  private final Outbox outbox = new Outbox();
  private final Timers timers = new Timers();
  private final Revocations revocations = new Revocations();
  private final PageCache pages;
  private final Paces paces;
  private final AtomicEdits atomic = new AtomicEdits(this);
  private final CborWriter scratch = new CborWriter(1 << 10);
  private Permissions permissions = new Permissions();
  private List<Runnable> last = new ArrayList<>();
  private OrganisationId organisation;
  private Optional<Octets> rootKey;
  private Optional<Certificate> certificate = Optional.empty();
  private Optional<Obstacle> stall = Optional.empty();
  private boolean restoring;

  Context(Settings settings, Randomness randomness) {
    this.settings = settings;
    this.randomness = randomness;
    this.incarnation = randomness.octets(Seal.INCARNATION_BYTES);
    this.session = SessionId.of(settings.sessionKey());
    this.paces = new Paces(settings.limits());
    this.pages = new PageCache(settings.limits().pageBytes());
    this.organisation = settings.organisation();
    this.rootKey = settings.rootKey();
  }

  Settings settings() {
    return settings;
  }

  Schemas schemas() {
    return settings.schemas();
  }

  Limits limits() {
    return settings.limits();
  }

  Randomness randomness() {
    return randomness;
  }

  Octets incarnation() {
    return incarnation;
  }

  SessionId session() {
    return session;
  }

  /** Who may do what. */
  Permissions permissions() {
    return permissions;
  }

  void permit(Permissions by) {
    permissions = by;
  }

  Outbox outbox() {
    return outbox;
  }

  Timers timers() {
    return timers;
  }

  Revocations revocations() {
    return revocations;
  }

  /** The pages of logs and indexes that are in memory. */
  PageCache pages() {
    return pages;
  }

  /** How fast sessions may write. */
  Paces paces() {
    return paces;
  }

  /** A writer that is empty, for what is done with it at once. */
  CborWriter scratch() {
    return scratch.clear();
  }

  /** Does something when all else of this call is done. */
  void atEnd(Runnable action) {
    last.add(action);
  }

  void end() {
    if (last.isEmpty()) {
      return;
    }
    List<Runnable> now = last;
    last = new ArrayList<>();
    now.forEach(Runnable::run);
  }

  /** The edits that become an atomic pack, while such are made. */
  AtomicEdits atomic() {
    return atomic;
  }

  long nowMillis() {
    return timers.nowMillis();
  }

  /** Why nothing can be written to any log now, where that is so. */
  Optional<Obstacle> stall() {
    return stall;
  }

  void stall(Optional<Obstacle> reason) {
    stall = reason;
  }

  /** Whether the operator of an authority said that it lost something and gets it back. */
  boolean isRestoring() {
    return restoring;
  }

  void restoring(boolean now) {
    restoring = now;
  }

  /** What the host's clock says: for what others see. It may be set back, other than the time. */
  long wallMillis() {
    return timers.wallMillis();
  }

  OrganisationId organisation() {
    return organisation;
  }

  /**
   * The root public key; where only a log names the organisation, it is learned from the server.
   */
  Optional<Octets> rootKey() {
    return rootKey;
  }

  void belong(OrganisationId to) {
    organisation = to;
  }

  void learn(Octets key) {
    rootKey = Optional.of(key);
  }

  /** This session's own certificate, once it has one. */
  Optional<Certificate> certificate() {
    return certificate;
  }

  void certify(Certificate own) {
    certificate = Optional.of(own);
  }
}
