package dev.goatdb.core;

import dev.goatdb.core.sync.Channel;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.Obstacle;
import java.util.Optional;

/**
 * What keeps commits from getting through on a link, on either side: an authority turns away what
 * it cannot write down now, and a client sends nothing until it hears that it can be taken in.
 *
 * <p>Nothing is remembered of what was turned away: it is still without a receipt, so a cycle finds
 * it. An authority tells whenever that changes, and at the end of every cycle.
 */
final class Obstruction {
  private final Context context;
  private final Connection connection;
  private final Repository repository;
  private final Channel channel;
  private final Delivery delivery;
  private Optional<Obstacle> theirs = Optional.empty();

  Obstruction(
      Context context,
      Connection connection,
      Repository repository,
      Channel channel,
      Delivery delivery) {
    this.context = context;
    this.connection = connection;
    this.repository = repository;
    this.channel = channel;
    this.delivery = delivery;
  }

  /** What keeps the other side from taking in commits, as far as it said. */
  Optional<Obstacle> theirs() {
    return theirs;
  }

  /** Whether sending commits that have no receipt is in vain now. */
  boolean isPresent() {
    return theirs.isPresent();
  }

  /** Whether sending anything is. */
  boolean stopsAll() {
    return theirs.filter(Obstacle::stopsAll).isPresent();
  }

  /** Tells a client whether commits can be taken in here. */
  void tell() {
    if (!connection.isDialled()) {
      connection.send(new Message.Obstructed(channel.number(), repository.told()));
    }
  }

  /**
   * Whether a message must be turned away, for nothing can be written down now. A client is told;
   * the authority of a client that cannot write is not, and waits for its answer.
   */
  boolean turnsAway(Message.OnChannel message) {
    boolean writes = message instanceof Message.Data || message instanceof Message.Control;
    if (!writes || repository.obstacle().isEmpty()) {
      return false;
    }
    if (!connection.isDialled() && message instanceof Message.Data data) {
      channel.received(data.sequence(), context.nowMillis());
      tell();
    }
    return true;
  }

  /** The authority said how it stands; returns whether what was sent in vain may be sent again. */
  boolean heed(Optional<Obstacle> now) {
    if (!connection.isDialled() || theirs.equals(now)) {
      return false;
    }
    theirs = now;
    if (now.isPresent()) {
      delivery.drop();
    }
    context.outbox().add(new Notice.Progress(repository.path()));
    return !stopsAll();
  }
}
