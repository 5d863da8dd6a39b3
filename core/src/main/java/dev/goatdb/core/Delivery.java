package dev.goatdb.core;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.sync.Counterpart;
import dev.goatdb.core.sync.Message;
import dev.goatdb.error.GoatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one side of a link still has to send: commits as fast as the other side takes them, then
 * what has to come behind them.
 *
 * <p>Commits that are owed are a set of numbers, and read from the log when their turn comes. So a
 * subscriber that is slow costs no more memory than one that is not.
 */
final class Delivery {
  private static final int MOST_BEHIND = 8;

  private final Context context;
  private final Connection connection;
  private final Repository repository;
  private final Counterpart peer;
  private final int channel;
  private final Set<SessionId> introduced = new HashSet<>();
  private Numbers owed = new Numbers();
  private final ArrayDeque<Long> records = new ArrayDeque<>();
  private final ArrayDeque<Runnable> behind = new ArrayDeque<>();

  Delivery(
      Context context,
      Connection connection,
      Repository repository,
      Counterpart peer,
      int channel) {
    this.context = context;
    this.connection = connection;
    this.repository = repository;
    this.peer = peer;
    this.channel = channel;
  }

  /** Sends commits that were sealed or admitted just now: at once where nothing else is owed. */
  void push(List<Node> nodes) {
    if (owed.isEmpty() && connection.window().hasRoom()) {
      send(nodes);
    } else {
      nodes.forEach(node -> owed.add(node.number()));
      go();
    }
  }

  /**
   * Sends commits that the other side lacks, each with all that belongs together with it; an
   * earlier message with a certificate may be what it lost.
   */
  void owe(Numbers commits) {
    if (!commits.isEmpty()) {
      introduced.clear();
      commits.forEach(owed::add);
      go();
    }
  }

  /**
   * Does something when all that is owed was sent. Where too much waits already it is left out, and
   * false: the other side asks again when nothing comes.
   */
  boolean then(Runnable step) {
    if (behind.size() >= MOST_BEHIND) {
      return false;
    }
    behind.add(step);
    go();
    return true;
  }

  /** Sends control records, by where they stand in the log. */
  void oweRecords(List<Long> offsets) {
    records.addAll(offsets);
    go();
  }

  /** Leaves out what is owed, which the other side cannot take in now. */
  void drop() {
    owed = new Numbers();
    records.clear();
    follow();
  }

  /** Whether something is owed. */
  boolean isBehind() {
    return !owed.isEmpty() || !records.isEmpty();
  }

  private void go() {
    if (!isBehind()) {
      follow();
    } else {
      connection.window().waits(this);
      connection.window().goOn();
    }
  }

  /** Sends one message of what is owed, or what comes behind it. */
  void takeTurn() {
    if (owed.isEmpty()) {
      sendRecords();
    } else {
      sendSome();
    }
    if (!isBehind()) {
      follow();
    } else {
      connection.window().waits(this);
    }
  }

  /** What comes behind all that is owed; each step may owe something again. */
  private void follow() {
    while (!isBehind() && !behind.isEmpty()) {
      behind.remove().run();
    }
  }

  /** How many bytes of commits are on their way. */
  long bytesInFlight() {
    return peer.bytesInFlight(context.nowMillis());
  }

  /** When what is on its way counts as arrived, though nobody said so. */
  long expiryMillis() {
    return peer.expiryMillis();
  }

  private void sendRecords() {
    List<Octets> some = new ArrayList<>();
    int bytes = 0;
    while (!records.isEmpty() && bytes < context.limits().dataBytes()) {
      Octets record = repository.receipts().at(records.remove()).encode();
      some.add(record);
      bytes += record.size();
    }
    if (bytes > 0) {
      control(some, bytes);
    }
  }

  /** Sends control records at once. */
  void control(List<Octets> some, int bytes) {
    int sequence = peer.send(List.of(), bytes, context.nowMillis());
    connection.window().sends(this);
    connection.send(new Message.Control(channel, sequence, List.copyOf(some)));
  }

  /** Sends about as much as fits a message. */
  private void sendSome() {
    TreeMap<Integer, Node> nodes = new TreeMap<>();
    int bytes = 0;
    while (!owed.isEmpty() && bytes < context.limits().dataBytes()) {
      int number = owed.first();
      owed.remove(number);
      if (repository.inventory().holds(number)) {
        bytes += read(number, nodes);
      }
    }
    send(List.copyOf(nodes.values()));
  }

  /** Reads what belongs together; where that cannot be read any more, the rest is served. */
  private int read(int number, Map<Integer, Node> into) {
    Map<Integer, Node> unit = new TreeMap<>();
    int bytes = 0;
    try {
      for (int one : repository.units().of(number)) {
        Node node = repository.graph().node(one);
        unit.put(one, node);
        bytes += node.commit().body().size() + Sealer.OVERHEAD_BYTES;
      }
    } catch (GoatException.Corrupted damaged) {
      if (!repository.log().isDamaged()) {
        throw damaged;
      }
      return 0;
    }
    into.putAll(unit);
    unit.keySet().forEach(owed::remove);
    return bytes;
  }

  private void send(List<Node> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    Map<Octets, Integer> numbers = new LinkedHashMap<>();
    nodes.forEach(node -> numbers.put(node.id().hash(), node.number()));
    List<Octets> packs = new ArrayList<>();
    List<Integer> sent = new ArrayList<>();
    Map<SessionId, Octets> certificates = new LinkedHashMap<>();
    int bytes = 0;
    for (Pack pack : Pack.of(nodes)) {
      Octets encoded = pack.encode();
      if (bytes > 0 && bytes + encoded.size() > context.limits().dataBytes()) {
        data(bytes, sent, certificates, packs);
        sent = new ArrayList<>();
        packs.clear();
        certificates.clear();
        bytes = 0;
      }
      introduce(pack.piece().seal().session(), certificates);
      packs.add(encoded);
      bytes += encoded.size();
      for (var commit : pack.commits()) {
        sent.add(numbers.get(commit.id().hash()));
      }
    }
    data(bytes, sent, certificates, packs);
  }

  private void introduce(SessionId session, Map<SessionId, Octets> certificates) {
    if (introduced.add(session)) {
      Certificate.lastOf(session, context.certificate(), repository.certificates().find(session))
          .ifPresent(certificate -> certificates.put(session, certificate.encode()));
    }
  }

  private void data(
      int bytes, List<Integer> sent, Map<SessionId, Octets> certificates, List<Octets> packs) {
    int sequence = peer.send(List.copyOf(sent), bytes, context.nowMillis());
    connection.window().sends(this);
    connection.send(
        new Message.Data(
            channel, sequence, List.copyOf(certificates.values()), List.copyOf(packs)));
  }
}
