package dev.goatdb.sim.machine;

import dev.goatdb.core.Engine;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Randomness;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The hands of a host: carries one effect out, and answers after a while. */
final class Machine {
  static final int COMMITS_PER_SECOND = 3;

  /** The first byte of what a receipt's signature covers: a text of 14 bytes. */
  private static final int RECEIPT_HEAD = 0x6e;

  /** Where a record of a log has its type, and the type of a seal. */
  private static final int TYPE_OFFSET = 8;

  private static final int SEAL_TYPE = 4;

  private final Place place;
  private final Node node;
  private final Dice dice;
  private final List<Effect.Sync> waiting = new ArrayList<>();
  private long failing = -1;
  private boolean broken;

  Machine(Place place, Node node, Dice dice) {
    this.place = place;
    this.node = node;
    this.dice = dice;
  }

  void carryOut(Effect effect) {
    Disk disk = node.disk();
    switch (effect) {
      case Effect.Append append -> {
        place.witness().appends(node, append.log(), append.bytes());
        disk.append(append.log(), asKept(append.bytes()));
      }
      case Effect.Replace replace -> {
        place.witness().replaces(node, replace.log());
        disk.replace(replace.log(), replace.bytes());
      }
      case Effect.Truncate truncate -> disk.truncate(truncate.log(), truncate.length());
      case Effect.Derive derive -> disk.derive(derive.log(), derive.offset(), derive.bytes());
      case Effect.Release release -> {}
      case Effect.Sync sync -> later(work(15, 800), "sync", engine -> sync(engine, sync));
      case Effect.Load load ->
          later(
              work(10, 300),
              "load",
              engine -> engine.open(RepositoryPath.parse(load.log()), disk.open(load.log())));
      case Effect.Send send -> place.network().send(node, send.connection(), send.frame());
      case Effect.Hangup hangup -> place.network().hangUp(node, hangup.connection());
      case Effect.Sign sign -> sign(sign);
      case Effect.Verify verify -> verify(verify);
      case Effect.Wake wake -> later(wake.atMillis() - node.clockMillis(), "wake", engine -> {});
    }
  }

  private void sync(Engine engine, Effect.Sync sync) {
    RepositoryPath path = RepositoryPath.parse(sync.log());
    if (broken) {
      return;
    }
    if (node.disk().isFull()) {
      waiting.add(sync);
    } else if (failing >= 0) {
      long millis = failing;
      failing = -1;
      broken = true;
      place.tally().add(Count.FAILED_SYNCS, 1);
      for (RepositoryPath each : place.repositories()) {
        engine
            .disk()
            .failed(each, new GoatException.StorageFailed("The disk failed.", "Start again."));
      }
      later(millis, "start again", any -> node.crash(true));
    } else {
      node.disk().sync(sync.log(), sync.position());
      engine.synced(path, sync.position());
    }
  }

  /** There is room on the disk again. */
  void syncWhatWaits() {
    List<Effect.Sync> now = List.copyOf(waiting);
    waiting.clear();
    now.forEach(sync -> node.call(engine -> sync(engine, sync)));
  }

  /** The next sync fails, and so long later the process is started again. */
  void failSync(long millis) {
    failing = millis;
  }

  boolean isBroken() {
    return broken;
  }

  /** The process died. */
  void forget() {
    waiting.clear();
    broken = false;
  }

  /** What the disk makes of records. */
  private Octets asKept(Octets records) {
    int type = records.at(TYPE_OFFSET);
    if (place.fault() == Fault.FORGETFUL_DISK && node.name().equals("client 2")) {
      return type == SEAL_TYPE ? Octets.wrap(new byte[records.size()]) : records;
    }
    return records;
  }

  private void sign(Effect.Sign sign) {
    boolean byAuthority = sign.key() == KeyUse.AUTHORITY;
    boolean isReceipt = byAuthority && sign.message().at(0) == RECEIPT_HEAD;
    if (place.fault() == Fault.SILENT_AUTHORITY && isReceipt) {
      return;
    }
    boolean broken = place.fault() == Fault.BROKEN_SEAL && !node.isAuthority() && node.life() > 1;
    Octets key = byAuthority ? node.rootKey() : node.sessionKey();
    Octets signature = place.keys().sign(broken ? Octets.EMPTY : key, sign.message());
    later(work(3, 300), "sign", engine -> engine.signed(sign.ticket(), signature));
  }

  private void verify(Effect.Verify verify) {
    boolean gullible = place.fault() == Fault.GULLIBLE_SERVER && node.isAuthority();
    boolean valid =
        gullible || place.keys().verify(verify.publicKey(), verify.message(), verify.signature());
    later(work(3, 100), "verify", engine -> engine.verified(verify.ticket(), valid));
  }

  /** Does something later unless the node crashes before. */
  private void later(long delayMillis, String label, Consumer<Engine> action) {
    int life = node.life();
    place
        .schedule()
        .after(
            Math.max(0, delayMillis),
            label,
            () -> {
              if (node.life() == life) {
                node.call(action);
              }
            });
  }

  /** How long something takes: mostly little, sometimes much. */
  private long work(int usualMillis, int mostMillis) {
    return dice.chance(0.02) ? dice.below(mostMillis) : dice.below(usualMillis + 1);
  }

  /** The chance of an engine's next life. */
  Randomness chance() {
    boolean repeats = place.fault() == Fault.REPEATING_SERVER_CHANCE && node.isAuthority();
    Dice own = repeats ? new Dice(1) : dice.fork();
    return place.fault() == Fault.TRUE_RANDOMNESS
        ? bytes -> {
          own.fill(bytes);
          bytes[0] ^= (byte) System.nanoTime();
        }
        : own;
  }
}
