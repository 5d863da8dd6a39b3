package dev.goatdb.jvm;

import dev.goatdb.core.Engine;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries effects out: what is quick in place and in order, the rest on other threads, which call
 * the host back.
 *
 * <p>Its methods are called under the lock of the host, but for {@link #syncNow}.
 */
final class Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

  /** How long appended bytes gather before they are written and synced, where nobody waits. */
  private static final long GATHERING_MILLIS = 2;

  /** So much earlier a timer may ring than the clock says. */
  private static final long MOMENT_MILLIS = 50;

  private final Identity identity;
  private final Logs logs;
  private final Threads threads;
  private final Host host;
  private final Map<Integer, Wire> wires = new HashMap<>();
  private final Room room;
  private final Map<String, List<Effect.Sync>> syncs = new HashMap<>();
  private final Map<RepositoryPath, GoatException> failures = new HashMap<>();
  private final boolean prompt;
  private boolean gathering;
  private @Nullable ScheduledFuture<?> wake;

  /**
   * @param prompt whether others wait for what is made safe here, so that no sync waits for more
   */
  Carrier(Identity identity, Logs logs, Threads threads, Host host, boolean prompt) {
    this.prompt = prompt;
    this.identity = identity;
    this.logs = logs;
    this.threads = threads;
    this.host = host;
    this.room = new Room(logs, threads, host, this, prompt);
  }

  void attach(int connection, Wire wire) {
    wires.put(connection, wire);
    if (room.isClosed()) {
      wire.hangUp("the disk is full");
    }
  }

  void detach(int connection) {
    wires.remove(connection);
  }

  void hangUpAll(String reason) {
    List.copyOf(wires.values()).forEach(wire -> wire.hangUp(reason));
  }

  void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Append append -> append(append);
      case Effect.Replace replace -> logs.replace(replace.log(), replace.bytes());
      case Effect.Truncate cut -> {
        write(cut.log());
        logs.truncate(cut.log(), cut.length());
      }
      case Effect.Derive derive -> logs.derive(derive.log(), derive.offset(), derive.bytes());
      case Effect.Release release -> {
        write(release.log());
        logs.release(release.log());
      }
      case Effect.Sync sync -> sync(sync);
      case Effect.Load load -> threads.work(() -> load(RepositoryPath.parse(load.log())));
      case Effect.Send send -> {
        Wire wire = wires.get(send.connection());
        if (wire != null) {
          wire.send(send.frame().array());
        }
      }
      case Effect.Hangup hangup -> {
        Wire wire = wires.get(hangup.connection());
        if (wire != null) {
          wire.hangUp(hangup.reason());
        }
      }
      case Effect.Sign sign -> threads.work(() -> sign(sign));
      case Effect.Verify verify -> threads.work(() -> verify(verify));
      case Effect.Wake at -> wakeAt(at.atMillis());
    }
  }

  private void load(RepositoryPath path) {
    try {
      host.call(on -> {
        room.requireFor(path.toString());
        return path;
      });
      host.on(path, on -> path);
    } catch (GoatException.Closed late) {
      LOG.debug("closed while {} was loaded", path);
    } catch (GoatException failed) {
      LOG.error("{}", failed.getMessage());
      host.later(on -> on.cannotOpen(path, failed));
    }
  }

  private void append(Effect.Append append) {
    try {
      logs.append(append.log(), append.bytes());
    } catch (GoatException failed) {
      fail(RepositoryPath.parse(append.log()), failed);
    }
    room.look();
    gather();
  }

  private void gather() {
    if (!gathering) {
      gathering = true;
      threads.after(GATHERING_MILLIS, () -> host.later(engine -> gathered()));
    }
  }

  private void gathered() {
    gathering = false;
    write();
    synchronized (syncs) {
      syncs.keySet().forEach(this::handOn);
    }
  }

  /** Writes what was appended, as far as there is room: what is written outlives the program. */
  void write() {
    logs.waiting().forEach(this::write);
    room.look();
  }

  private void write(String log) {
    try {
      logs.write(log);
    } catch (GoatException failed) {
      fail(RepositoryPath.parse(log), failed);
    }
    room.look();
  }

  /** Throws {@code StorageFailed} while the disk is full. */
  void requireRoom() {
    room.require();
  }

  /** Nothing of a repository can be made safe any more: it is not written to, and says why. */
  private void fail(RepositoryPath path, GoatException error) {
    if (failures.putIfAbsent(path, error) == null) {
      LOG.error("{}", error.getMessage());
      host.later(engine -> engine.disk().failed(path, error));
    }
  }

  /** Throws what has happened to a repository, where it cannot be written any more. */
  void requireSound(RepositoryPath path) {
    GoatException broken = failures.get(path);
    if (broken != null) {
      throw broken;
    }
  }

  /** The same for any repository: what was written to it before may not be safe. */
  void requireSound() {
    failures.keySet().forEach(this::requireSound);
  }

  /** Makes safe what a process that died may have left in a log; called before it is built on. */
  void secure(RepositoryPath path) {
    try {
      logs.sync(path.toString());
    } catch (GoatException failed) {
      fail(path, failed);
    }
  }

  /** What is not written yet cannot be made safe; those who wait for one log wait together. */
  void sync(Effect.Sync effect) {
    String log = effect.log();
    write(log);
    if (failures.containsKey(RepositoryPath.parse(log))) {
      return;
    }
    if (logs.isFull(log)) {
      room.await(effect);
      return;
    }
    synchronized (syncs) {
      List<Effect.Sync> together = syncs.get(log);
      if (together != null) {
        together.add(effect);
        return;
      }
      syncs.put(log, new ArrayList<>(List.of(effect)));
    }
    if (prompt) {
      handOn(log);
    } else {
      gather();
    }
  }

  private void handOn(String log) {
    threads.sync(() -> syncNow(RepositoryPath.parse(log)));
  }

  /**
   * Makes safe in the calling thread what another one was asked to and has not begun; called
   * without the lock.
   */
  void syncNow(RepositoryPath path) {
    List<Effect.Sync> together;
    synchronized (syncs) {
      together = syncs.remove(path.toString());
    }
    if (together == null) {
      return;
    }
    try {
      logs.sync(path.toString());
      host.later(engine -> {
        if (!failures.containsKey(path)) {
          together.forEach(effect -> engine.synced(path, effect.position()));
        }
      });
    } catch (GoatException failed) {
      host.later(engine -> fail(path, failed));
    }
  }

  private void sign(Effect.Sign effect) {
    Octets signature = identity.sign(effect.key(), effect.message());
    host.later(engine -> engine.signed(effect.ticket(), signature));
  }

  private void verify(Effect.Verify effect) {
    boolean valid = Ed25519.verify(effect.publicKey(), effect.message(), effect.signature());
    host.later(engine -> engine.verified(effect.ticket(), valid));
  }

  /**
   * A timer may ring a moment before the clock says so; the engine is told the time it asked for.
   */
  private static void ring(Engine engine, long millis) {
    boolean aMoment = millis - System.currentTimeMillis() < MOMENT_MILLIS;
    engine.timePassed(aMoment ? millis : System.currentTimeMillis());
  }

  private void wakeAt(long millis) {
    if (wake != null) {
      wake.cancel(false);
    }
    long delay = Math.max(0, millis - System.currentTimeMillis());
    wake = threads.at(delay, () -> host.later(engine -> ring(engine, millis)));
  }
}
