package dev.goatdb.core;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Obstacle;
import java.util.Optional;

/** How an open repository stands at the moment. */
public final class Status {
  private final Repository repository;

  Status(Repository repository) {
    this.repository = repository;
  }

  /** How many commits have no receipt yet. */
  public int unreceipted() {
    return repository.receipts().open();
  }

  /** How many edits no server has confirmed: commits, and items with edits that wait to be some. */
  public int pending() {
    return unreceipted() + repository.items().gathering().size();
  }

  /** How many of these are safe on this device. */
  public int here() {
    return repository.isProvisional() ? 0 : unreceipted() - unsafe();
  }

  /** The commits without a receipt that a loss of power could take: those behind what is safe. */
  private int unsafe() {
    History history = repository.history();
    int unsafe = 0;
    for (int number = history.count() - 1; number >= 0; number--) {
      long offset = history.index().offset(number);
      if (offset >= 0 && offset < repository.log().safe()) {
        break;
      }
      unsafe += history.unreceipted().contains(number) ? 1 : 0;
    }
    return unsafe;
  }

  /** How many commits a server has confirmed. */
  public int receipted() {
    return repository.graph().size() - unreceipted();
  }

  /** Whether a server holds just what is held here, and has confirmed it. */
  public boolean isSettled() {
    return unreceipted() == 0 && repository.graph().waiting() == 0 && agreesWithAServer();
  }

  private boolean agreesWithAServer() {
    for (Link link : repository.links()) {
      if (link.channel().isSettled()) {
        return true;
      }
    }
    return false;
  }

  /**
   * What keeps edits from getting through, where something does: a server that cannot take in
   * commits now, or a log here that cannot be written.
   */
  public Optional<Obstacle> obstacle() {
    Optional<Obstacle> found = repository.log().damage().map(Obstacle::of);
    for (Link link : repository.links()) {
      found = found.or(link.obstruction()::theirs);
    }
    return found;
  }

  /** Whether nothing would be lost or broken if it were closed. */
  public boolean isIdle() {
    return repository.isIdle();
  }

  /** Whether its log ends with the word that all before it is on the disk. */
  public boolean endsSafe() {
    return repository.log().endsSafe();
  }

  /** How much of its log survives everything. */
  public long safe() {
    return repository.log().safe();
  }

  /** The name of its log's life: another one begins when something of it was lost. */
  public Octets epoch() {
    return repository.epoch();
  }

  /** A summary for people and for tests. */
  public Overview overview() {
    return Overview.of(repository);
  }

  /** How many items have several heads now, that is, are shown merged. */
  public int diverged() {
    return Overview.diverged(repository);
  }

  /** A digest of what is shown of all items: equal on two peers exactly when they show the same. */
  public Octets shownDigest() {
    return Overview.shown(repository);
  }
}
