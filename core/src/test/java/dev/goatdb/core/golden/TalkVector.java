package dev.goatdb.core.golden;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Indexing;
import dev.goatdb.core.Settings;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whole engines: an authority and clients that connect, edit and lose their connections as {@code
 * steps} say. Signatures are hashes and chance is a counter, so every byte is determined. The
 * output is a hash of all frames, one of all logs, and what each engine shows in the end.
 *
 * <p>A step is {@code [client, word, argument...]}: connect, disconnect, create, set, more, tag,
 * delete; or {@code [0, "wait", millis]}. Client 0 is the authority.
 */
final class TalkVector {
  private static final RepositoryPath REPOSITORY = new RepositoryPath("data", "todos");
  private static final Schema TASK =
      Schema.of(
          "task",
          1,
          List.of(
              FieldDefinition.of("text", FieldType.Scalar.STRING),
              FieldDefinition.of("n", FieldType.Scalar.COUNTER),
              FieldDefinition.of("tags", new FieldType.SetOf(FieldType.Scalar.STRING))));

  private final List<Peer> peers = new ArrayList<>();
  private Octets frames = Octets.EMPTY;
  private long nowMillis = 1_700_000_000_000L;
  private int connections;

  /** An engine with what its host keeps for it. */
  private static final class Peer {
    final int number;
    final Octets key;
    final Engine engine;
    final StoredBytes.Growing log = new StoredBytes.Growing(new byte[0]);
    int connection;

    Peer(int number, long nowMillis) {
      this.number = number;
      this.key = Golden.id(number);
      Octets root = Golden.id(0);
      Settings settings =
          new Settings(
              number == 0 ? OrganisationId.of(root) : OrganisationId.UNKNOWN,
              number == 0 ? Optional.of(root) : Optional.empty(),
              key,
              number == 0 ? Settings.Role.AUTHORITY : Settings.Role.KEEPER,
              Set.of(),
              Schemas.of(List.of(TASK)),
              3,
              Indexing.NONE,
              1_000,
              Limits.DEFAULT);
      int[] drawn = {0};
      engine =
          new Engine(
              settings,
              bytes -> {
                Octets next = Golden.id(1_000_000L * (number + 1) + drawn[0]++);
                for (int i = 0; i < bytes.length; i++) {
                  bytes[i] = (byte) next.at(i % next.size());
                }
              },
              nowMillis);
    }
  }

  private TalkVector(int clients) {
    for (int i = 0; i <= clients; i++) {
      peers.add(new Peer(i, nowMillis));
    }
  }

  static Octets run(Description in) {
    TalkVector talk = new TalkVector((int) in.integer("clients", 2));
    for (Peer peer : talk.peers) {
      peer.engine.open(REPOSITORY, new StoredLog(peer.log, Optional.empty()));
    }
    talk.settle();
    for (Value step : in.list("steps")) {
      talk.step(Recipe.list(step));
      talk.settle();
    }
    return talk.outcome();
  }

  private void step(List<Value> step) {
    Peer peer = peers.get((int) Recipe.integer(step.get(0)));
    String first = step.size() > 2 && step.get(2) instanceof Value.Str text ? text.value() : "";
    ItemPath path = new ItemPath(REPOSITORY, first.isEmpty() ? "none" : first);
    switch (Recipe.text(step.get(1))) {
      case "wait" -> {
        long end = nowMillis + Recipe.integer(step.get(2));
        while (nowMillis < end) {
          nowMillis = Math.min(end, nowMillis + 100);
          settle();
        }
      }
      case "connect" -> {
        peer.connection = ++connections;
        peers.get(0).engine.connected(peer.connection, false);
        peer.engine.connected(peer.connection, true);
      }
      case "disconnect" -> disconnect(peer);
      case "create" -> peer.engine.create(path, TASK, Map.of("text", step.get(3)));
      case "set" -> peer.engine.set(path, "text", Optional.of(step.get(3)));
      case "more" ->
          peer.engine.apply(
              path, new Operation.Increase(List.of("n"), Recipe.integer(step.get(3))));
      case "tag" ->
          peer.engine.set(path, "tags", Optional.of(Value.setOf(Recipe.list(step.get(3)))));
      case "delete" -> peer.engine.delete(path, true);
      default -> throw new IllegalArgumentException("no such step");
    }
  }

  private void disconnect(Peer client) {
    client.engine.disconnected(client.connection);
    peers.get(0).engine.disconnected(client.connection);
    client.connection = 0;
  }

  /** Carries out effects until there are none. */
  private void settle() {
    boolean busy = true;
    while (busy) {
      busy = false;
      for (Peer peer : peers) {
        peer.engine.timePassed(nowMillis);
        peer.engine.notices();
        List<Effect> effects = peer.engine.effects();
        busy |= !effects.isEmpty();
        effects.forEach(effect -> carryOut(peer, effect));
      }
    }
  }

  private void carryOut(Peer peer, Effect effect) {
    switch (effect) {
      case Effect.Append append -> peer.log.append(append.bytes());
      case Effect.Replace replace -> peer.log.replace(replace.bytes());
      case Effect.Truncate cut -> peer.log.cut(cut.length());
      case Effect.Derive derive -> {}
      case Effect.Release release -> {}
      case Effect.Sync sync -> peer.engine.synced(REPOSITORY, sync.position());
      case Effect.Load load ->
          peer.engine.open(RepositoryPath.parse(load.log()), StoredLog.of(new byte[0]));
      case Effect.Send send -> deliver(peer, send);
      case Effect.Hangup hangup ->
          peers.stream()
              .filter(other -> other.number > 0 && other.connection == hangup.connection())
              .forEach(this::disconnect);
      case Effect.Sign sign -> {
        Octets key = sign.key() == KeyUse.AUTHORITY ? Golden.id(0) : peer.key;
        peer.engine.signed(sign.ticket(), signature(key, sign.message()));
      }
      case Effect.Verify verify ->
          peer.engine.verified(
              verify.ticket(),
              signature(verify.publicKey(), verify.message()).equals(verify.signature()));
      case Effect.Wake wake -> {}
    }
  }

  private void deliver(Peer from, Effect.Send send) {
    frames = Pure.sha256(joined(frames.array(), send.frame().array()));
    for (Peer other : peers) {
      boolean receives =
          from.number == 0
              ? other.number > 0 && other.connection == send.connection()
              : other.number == 0 && from.connection == send.connection();
      if (receives) {
        other.engine.received(send.connection(), send.frame().array().clone());
      }
    }
  }

  private Octets outcome() {
    byte[] logs = new byte[0];
    for (Peer peer : peers) {
      logs = joined(logs, peer.log.read(0, (int) peer.log.size()).array());
    }
    CborWriter out = new CborWriter().array(3).bytes(frames).bytes(Pure.sha256(logs));
    out.array(peers.size());
    for (Peer peer : peers) {
      List<String> items = peer.engine.items(REPOSITORY).stream().sorted().toList();
      out.array(2 * items.size() + 1).integer(peer.engine.status(REPOSITORY).unreceipted());
      for (String item : items) {
        out.text(item);
        out.bytes(peer.engine.state(new ItemPath(REPOSITORY, item)).orElseThrow().digest());
      }
    }
    return out.octets();
  }

  /** 64 bytes that only depend on the key and the message. */
  private static Octets signature(Octets key, Octets message) {
    byte[] half = Pure.sha256(joined(key.array(), message.array())).array();
    return Octets.wrap(joined(half, half));
  }

  private static byte[] joined(byte[] a, byte[] b) {
    return new CborWriter().raw(a).raw(b).octets().array();
  }
}
