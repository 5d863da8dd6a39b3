package dev.goatdb.jvm;

import dev.goatdb.core.host.Effect;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there is room on the disk, and what happens while there is none: what is to be written
 * waits in memory, edits are refused, and others are told or left alone.
 *
 * <p>Its methods are called under the lock of the host.
 */
final class Room {
  private static final Logger LOG = LoggerFactory.getLogger(Room.class);
  private static final long RETRY_MILLIS = 200;

  private final Logs logs;
  private final Threads threads;
  private final Host host;
  private final Carrier carrier;
  private final boolean serves;
  private final List<Effect.Sync> waiting = new ArrayList<>();
  private boolean full;

  /**
   * @param serves whether others send here what is to be kept
   */
  Room(Logs logs, Threads threads, Host host, Carrier carrier, boolean serves) {
    this.logs = logs;
    this.threads = threads;
    this.host = host;
    this.carrier = carrier;
    this.serves = serves;
  }

  /** Looks whether there is room, after something was written or could not be. */
  void look() {
    boolean before = full;
    full = logs.isFull();
    if (full && !before) {
      LOG.error("{}", full().getMessage());
      stall(Optional.of(stalled()));
      threads.after(RETRY_MILLIS, this::retry);
    } else if (before && !full) {
      LOG.info("There is room on the disk again.");
      stall(Optional.empty());
      List<Effect.Sync> now = List.copyOf(waiting);
      waiting.clear();
      now.forEach(carrier::sync);
    }
  }

  /** A server goes on to serve what it has; a client need not be sent what it cannot keep. */
  private void stall(Optional<GoatException> reason) {
    if (serves) {
      // Not within the effects of the call that met it, whose order would change.
      threads.work(() -> host.later(engine -> engine.disk().stalled(reason)));
    } else if (reason.isPresent()) {
      carrier.hangUpAll("the disk is full");
    }
  }

  /** Writes what waits for room, and makes it safe, as soon as there is some. */
  private void retry() {
    host.later(engine -> {
      carrier.write();
      if (full) {
        threads.after(RETRY_MILLIS, this::retry);
      }
    });
  }

  /** A log is to be made safe as soon as there is room for what is to be written of it. */
  void await(Effect.Sync sync) {
    waiting.add(sync);
  }

  /** Whether nobody may connect, for a client could not keep what it would be sent. */
  boolean isClosed() {
    return full && !serves;
  }

  /** Throws {@code StorageFailed} while the disk is full. */
  void require() {
    if (full) {
      carrier.write();
      if (full) {
        throw full();
      }
    }
  }

  /** The same where a log does not exist yet, and would have to be begun. */
  void requireFor(String log) {
    if (full && !logs.names().contains(log)) {
      throw full();
    }
  }

  /** What the users of clients are told, whose edits a server cannot write down. */
  private static GoatException stalled() {
    return new GoatException.StorageFailed(
        "The server's disk is full.",
        "Your edits are safe here, and go out by themselves when there is room again.");
  }

  private static GoatException full() {
    return new GoatException.StorageFailed(
        "The disk is full.",
        "Make room: nothing can be changed until then, and what is not saved yet is kept in memory.");
  }
}
