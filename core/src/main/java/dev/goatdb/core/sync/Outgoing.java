package dev.goatdb.core.sync;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.Numbers;
import java.util.List;
import java.util.function.Supplier;

/** What a channel wants sent, in this order. */
public sealed interface Outgoing {
  /** A message, which is made when its turn comes, for it speaks of what was sent before it. */
  record Say(Supplier<Message> message) implements Outgoing {}

  /** The commits with these numbers, as data messages. */
  record Deliver(Numbers commits) implements Outgoing {}

  /** The control records that somebody lacks who knows the chains so far. */
  record Tell(List<ChainHead> known) implements Outgoing {}

  /**
   * Nothing to be sent: it is said that both sides hold different commits, and that no round helps.
   *
   * @param count how many the other side holds
   */
  record Complain(int count) implements Outgoing {}

  /** The subscription itself once more, because nothing came back. */
  record Resubscribe() implements Outgoing {}
}
