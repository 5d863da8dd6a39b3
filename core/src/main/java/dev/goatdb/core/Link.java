package dev.goatdb.core;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.sync.Channel;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.Outgoing;
import java.util.List;
import java.util.Optional;

/**
 * One repository on one connection: what its channel decides becomes messages, and messages reach
 * the repository.
 */
final class Link {
  private static final long GAP_MILLIS = 1_000;
  private static final int MOST_PUZZLED = 3;

  private final Context context;
  private final Connection connection;
  private final Repository repository;
  private final Channel channel;
  private final Delivery delivery;
  private final Obstruction obstruction;
  private Optional<List<ChainHead>> told = Optional.empty();
  private long timerMillis = Long.MAX_VALUE;
  private long gapMillis;
  private int puzzled;
  private boolean open = true;

  Link(Context context, Connection connection, Repository repository, int number) {
    this.context = context;
    this.connection = connection;
    this.repository = repository;
    this.channel =
        new Channel(number, connection.isDialled(), repository.inventory(), context.randomness());
    this.delivery = new Delivery(context, connection, repository, channel.peer(), number);
    this.obstruction = new Obstruction(context, connection, repository, channel, delivery);
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
    repository.presence().opened(this);
  }

  /** Asks the other side whether both hold the same now. */
  void compare() {
    carryOut(channel.compare(context.nowMillis()));
  }

  void close() {
    open = false;
    repository.links().remove(this);
    repository.presence().closed(this);
  }

  /** Sends sealed commits at once, unless the other side cannot take them in now. */
  void push(List<Node> nodes) {
    if (!obstruction.isPresent()) {
      delivery.push(nodes);
    }
  }

  Obstruction obstruction() {
    return obstruction;
  }

  /**
   * Tells of a receipt that was made just now, behind the commits that it covers.
   *
   * @param before how far the chains were known before
   */
  void announce(ControlRecord receipt, List<ChainHead> before) {
    if (!delivery.isBehind() && connection.window().hasRoom()) {
      Octets encoded = receipt.encode();
      delivery.control(List.of(encoded), encoded.size());
    } else if (told.isEmpty()) {
      told = Optional.of(before);
      boolean comes =
          delivery.then(() -> {
            List<ChainHead> known = told.orElseThrow();
            told = Optional.empty();
            tell(known);
          });
      if (!comes) {
        told = Optional.empty();
      }
    }
  }

  /**
   * Streams the control records that the other side lacks. What it names and nobody here knows, it
   * brings first; where both wait for each other, the client begins with all it has.
   */
  private void tell(List<ChainHead> known) {
    if (obstruction.stopsAll()) {
      return;
    }
    puzzled = repository.receipts().understands(known) ? 0 : puzzled + 1;
    if (puzzled > 0 && (puzzled < MOST_PUZZLED || !connection.isDialled())) {
      return;
    }
    delivery.oweRecords(repository.receipts().missing(known));
  }

  /** Shows live edits to the other side, unless that is busy with commits. */
  void show(SessionId session, String item, SchemaId schema, Octets body) {
    if (!delivery.isBehind()) {
      connection.send(new Message.LiveEdits(channel.number(), session, item, schema, body));
    }
  }

  /** Tells what somebody says of themselves. */
  void present(Presence.Present present) {
    Message message =
        new Message.Presence(channel.number(), present.session(), present.peer(), present.state());
    delivery.then(() -> connection.send(message));
  }

  /** Tells of a refusal; why something was refused is for the session alone that made it. */
  void refuse(Refusal refusal, SessionId author) {
    boolean own = connection.session().equals(author);
    connection.send(Refusals.told(channel.number(), own ? refusal : refusal.forOthers()));
  }

  /** The certificate of the session at the other end, where that dialled. */
  Certificate certificate() {
    return connection.certificate().orElseThrow();
  }

  void need(List<CommitId> missing) {
    int most = Math.min(missing.size(), context.limits().needs());
    if (most > 0) {
      connection.send(new Message.Need(channel.number(), missing.subList(0, most)));
    }
  }

  void receive(Message.OnChannel message) {
    long now = context.nowMillis();
    int cost = connection.isDialled() ? 0 : Paces.cost(message, repository.history().count());
    if (cost > 0) {
      connection.pace(cost);
    }
    if (obstruction.turnsAway(message)) {
      return;
    }
    switch (message) {
      case Message.Subscribe subscribe -> {}
      case Message.Offer offer -> carryOut(channel.receive(offer, now));
      case Message.Search search -> carryOut(channel.receive(search, now));
      case Message.Found found -> carryOut(channel.receive(found, now));
      case Message.Close close -> carryOut(channel.receive(close, now));
      case Message.Closed closed -> {
        obstruction.heed(closed.obstacle());
        carryOut(channel.receive(closed, now));
        context.outbox().add(new Notice.Progress(repository.path()));
      }
      case Message.Data data -> {
        channel.received(data.sequence(), now);
        new Intake(context, connection, this).take(data);
      }
      case Message.Control control -> {
        channel.received(control.sequence(), now);
        new Following(context, connection, repository, this::gap).take(control.records());
        control.records().forEach(record -> connection.window().taken(this, record.size()));
      }
      case Message.Refuse refuse when connection.isDialled() -> repository.refusals().hear(refuse);
      case Message.Refuse stray -> {}
      case Message.Obstructed state -> {
        if (obstruction.heed(state.obstacle())) {
          carryOut(channel.start(now));
        }
      }
      case Message.Need need -> carryOut(List.of(new Outgoing.Deliver(numbers(need.commits()))));
      case Message.LiveEdits edits ->
          repository.live().receive(this, author(edits.session()), edits);
      case Message.Presence presence ->
          repository.presence().receive(this, author(presence.session()), presence);
      case Message.Arrived arrived -> {
        channel.peer().arrived(arrived.received(), now);
        channel.heard(now);
      }
    }
    arm();
  }

  /** Whose something is: the other side's own, unless that passes on what others say. */
  private SessionId author(SessionId named) {
    return connection.isDialled() ? named : connection.session();
  }

  /** Says what was taken in: the other side may send as much again. */
  void acknowledge() {
    connection.send(new Message.Arrived(channel.number(), channel.peer().received()));
  }

  /**
   * Receipts are missing: asks for them, but not once for each message behind the gap, for every
   * answer brings them all.
   */
  private void gap() {
    if (context.nowMillis() >= gapMillis + GAP_MILLIS) {
      gapMillis = context.nowMillis();
      compare();
    }
  }

  private void carryOut(List<Outgoing> outgoing) {
    for (Outgoing out : outgoing) {
      switch (out) {
        case Outgoing.Say say -> delivery.then(() -> connection.send(say.message().get()));
        case Outgoing.Deliver deliver -> deliver(deliver.commits());
        case Outgoing.Tell tell -> delivery.then(() -> tell(tell.known()));
        case Outgoing.Resubscribe again -> sendSubscription();
        case Outgoing.Complain complaint -> complain(complaint.count());
      }
    }
    arm();
  }

  private void deliver(Numbers commits) {
    if (!obstruction.stopsAll()) {
      Numbers sent = commits.copy();
      if (obstruction.isPresent()) {
        repository.history().unreceipted().forEach(sent::remove);
      }
      delivery.owe(sent);
    }
  }

  private void complain(int count) {
    if (obstruction.isPresent()) {
      return;
    }
    String text =
        repository.path()
            + " differs from what the other side holds, "
            + repository.history().digest().count()
            + " commits here and "
            + count
            + " there, and sending what is missing does not help. Nothing is lost; it is tried again."
            + " Use the same version of GoatDB on both sides.";
    context.outbox().add(new Notice.Warning(text));
  }

  private void sendSubscription() {
    connection.send(new Message.Subscribe(channel.number(), repository.path()));
  }

  private Numbers numbers(List<CommitId> ids) {
    Numbers numbers = new Numbers();
    for (CommitId id : ids) {
      int number = repository.history().find(id);
      if (number >= 0) {
        numbers.add(number);
      }
    }
    return numbers;
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
      if (delivery.isBehind()) {
        channel.heard(context.nowMillis());
      }
      carryOut(channel.tick(context.nowMillis()));
    }
  }
}
