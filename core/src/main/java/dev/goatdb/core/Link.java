package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.sync.Channel;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.Outgoing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One repository on one connection: what its channel decides becomes messages, and messages reach
 * the repository.
 */
final class Link {
  private static final long GAP_MILLIS = 1_000;

  private final Context context;
  private final Connection connection;
  private final Repository repository;
  private final Channel channel;
  private final Set<SessionId> introduced = new HashSet<>();
  private long timerMillis = Long.MAX_VALUE;
  private long gapMillis;
  private boolean open = true;

  Link(Context context, Connection connection, Repository repository, int number) {
    this.context = context;
    this.connection = connection;
    this.repository = repository;
    this.channel = new Channel(number, connection.isDialled(), repository, context.randomness());
  }

  Repository repository() {
    return repository;
  }

  Channel channel() {
    return channel;
  }

  /** Asks for the repository and opens the first cycle. */
  void subscribe() {
    sendSubscription();
    carryOut(channel.start(context.nowMillis()));
  }

  /** Asks the other side whether both hold the same now. */
  void compare() {
    carryOut(channel.compare(context.nowMillis()));
  }

  void close() {
    open = false;
    repository.links().remove(this);
  }

  /** Sends sealed commits at once. */
  void push(List<Node> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    List<Octets> packs = new ArrayList<>();
    List<CommitId> ids = new ArrayList<>();
    Map<SessionId, Octets> certificates = new LinkedHashMap<>();
    int bytes = 0;
    for (Pack pack : Pack.of(nodes)) {
      Octets encoded = pack.encode();
      if (bytes > 0 && bytes + encoded.size() > context.limits().dataBytes()) {
        data(bytes, ids, certificates, packs);
        ids = new ArrayList<>();
        packs.clear();
        certificates.clear();
        bytes = 0;
      }
      introduce(pack.piece().seal().session(), certificates);
      packs.add(encoded);
      bytes += encoded.size();
      for (var commit : pack.commits()) {
        ids.add(commit.id());
      }
    }
    data(bytes, ids, certificates, packs);
  }

  void control(List<Octets> records) {
    List<Octets> some = new ArrayList<>();
    int bytes = 0;
    for (Octets record : records) {
      some.add(record);
      bytes += record.size();
      if (bytes > context.limits().dataBytes()) {
        send(new Message.Control(channel.number(), List.copyOf(some)));
        some.clear();
        bytes = 0;
      }
    }
    if (!some.isEmpty()) {
      send(new Message.Control(channel.number(), List.copyOf(some)));
    }
  }

  void refuse(Refusal refusal) {
    send(new Message.Refuse(channel.number(), refusal.commit(), refusal.code(), refusal.reason()));
  }

  void need(List<CommitId> missing) {
    int most = Math.min(missing.size(), context.limits().needs());
    if (most > 0) {
      send(new Message.Need(channel.number(), missing.subList(0, most)));
    }
  }

  void receive(Message.OnChannel message) {
    long now = context.nowMillis();
    switch (message) {
      case Message.Subscribe subscribe -> control(repository.receipts().since(subscribe.chains()));
      case Message.Offer offer -> carryOut(channel.receive(offer, now));
      case Message.Close close -> carryOut(channel.receive(close, now));
      case Message.Closed closed -> {
        carryOut(channel.receive(closed, now));
        if (closed.equal() && repository.receipts().open() > 0) {
          sendSubscription();
        }
        context.outbox().add(new Notice.Progress(repository.path()));
      }
      case Message.Data data -> {
        channel.received(data.sequence(), now);
        new Intake(context, connection, this).take(data);
      }
      case Message.Control control -> {
        channel.heard(now);
        new Following(context, connection, repository, this::gap).take(control.records());
      }
      case Message.Refuse refuse -> refused(refuse);
      case Message.Need need -> deliver(need.commits());
    }
    arm();
  }

  /**
   * Receipts are missing: asks for them, but not once for each message behind the gap, for every
   * answer brings them all.
   */
  private void gap() {
    if (context.nowMillis() >= gapMillis + GAP_MILLIS) {
      gapMillis = context.nowMillis();
      sendSubscription();
    }
  }

  private void refused(Message.Refuse refuse) {
    boolean open =
        repository.graph().find(refuse.commit()).filter(node -> !node.isReceipted()).isPresent();
    if (connection.isDialled() && open) {
      repository.refusals().refuse(new Refusal(refuse.commit(), refuse.code(), refuse.reason()));
    }
  }

  private void carryOut(List<Outgoing> outgoing) {
    for (Outgoing out : outgoing) {
      switch (out) {
        case Outgoing.Say say -> send(say.message());
        case Outgoing.Deliver deliver -> deliver(deliver.commits());
        case Outgoing.Resubscribe again -> sendSubscription();
      }
    }
    arm();
  }

  /** Sends what the other side lacks; an earlier message with a certificate may be what it lost. */
  private void deliver(List<CommitId> commits) {
    introduced.clear();
    push(nodes(commits));
  }

  private void sendSubscription() {
    Map<Octets, Long> known = new LinkedHashMap<>();
    repository
        .receipts()
        .chains()
        .all()
        .forEach((chain, position) -> known.put(chain, position.next()));
    send(new Message.Subscribe(channel.number(), repository.path(), known));
  }

  /** Those that are sealed, with all that belongs together with them, in order. */
  private List<Node> nodes(List<CommitId> ids) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (CommitId id : ids) {
      int number = repository.history().find(id);
      if (number >= 0 && repository.history().isSealed(number)) {
        numbers.addAll(repository.units().of(number));
      }
    }
    List<Node> nodes = new ArrayList<>(numbers.size());
    numbers.forEach(number -> nodes.add(repository.graph().node(number)));
    return nodes;
  }

  private void introduce(SessionId session, Map<SessionId, Octets> certificates) {
    if (introduced.add(session)) {
      Certificate.lastOf(session, context.certificate(), repository.certificates().find(session))
          .ifPresent(certificate -> certificates.put(session, certificate.encode()));
    }
  }

  private void data(
      int bytes, List<CommitId> ids, Map<SessionId, Octets> certificates, List<Octets> packs) {
    int sequence = channel.send(List.copyOf(ids), bytes, context.nowMillis());
    send(
        new Message.Data(
            channel.number(), sequence, List.copyOf(certificates.values()), List.copyOf(packs)));
  }

  private void send(Message message) {
    connection.send(message);
  }

  /** Sees to it that the channel is woken when its next step is due. */
  private void arm() {
    long due = channel.deadlineMillis();
    if (due < timerMillis) {
      timerMillis = due;
      context.timers().at(due, () -> wake(due));
    }
  }

  private void wake(long due) {
    if (open && timerMillis == due) {
      timerMillis = Long.MAX_VALUE;
      carryOut(channel.tick(context.nowMillis()));
    }
  }
}
