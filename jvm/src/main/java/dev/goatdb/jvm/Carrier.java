package dev.goatdb.jvm;

import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
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
 * <p>Its methods are called under the lock of the host.
 */
final class Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

  private final Identity identity;
  private final Store store;
  private final Threads threads;
  private final Host host;
  private final Map<Integer, Wire> wires = new HashMap<>();
  private @Nullable ScheduledFuture<?> wake;

  Carrier(Identity identity, Store store, Threads threads, Host host) {
    this.identity = identity;
    this.store = store;
    this.threads = threads;
    this.host = host;
  }

  void attach(int connection, Wire wire) {
    wires.put(connection, wire);
  }

  void detach(int connection) {
    wires.remove(connection);
  }

  void hangUpAll(String reason) {
    List.copyOf(wires.values()).forEach(wire -> wire.hangUp(reason));
  }

  void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Append append -> store.append(append.log(), append.bytes());
      case Effect.Replace replace -> store.replace(replace.log(), replace.bytes());
      case Effect.Truncate cut -> store.truncate(cut.log(), cut.length());
      case Effect.Sync sync -> threads.sync(() -> sync(sync));
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
      host.open(path);
    } catch (GoatException.Closed late) {
      LOG.debug("closed while {} was loaded", path);
    } catch (GoatException failed) {
      LOG.error("{}", failed.getMessage());
      host.later(on -> on.cannotOpen(path, failed));
    }
  }

  private void sync(Effect.Sync effect) {
    try {
      store.sync(effect.log());
      host.later(engine -> engine.synced(RepositoryPath.parse(effect.log()), effect.position()));
    } catch (GoatException failed) {
      host.fail(failed);
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
  private void wakeAt(long millis) {
    if (wake != null) {
      wake.cancel(false);
    }
    long delay = Math.max(0, millis - System.currentTimeMillis());
    wake = threads.at(delay, () -> host.later(engine -> engine.timePassed(millis)));
  }
}
