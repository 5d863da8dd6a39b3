package dev.goatdb.core.sync;

import java.util.function.Supplier;

/**
 * The steps of a cycle as messages, made when their turn comes.
 *
 * @param number that of the channel
 */
record Steps(int number, Holdings holdings, Counterpart peer, Rounds rounds) {
  /** Opens a round about a scope. */
  Outgoing offer(Scope scope) {
    return offer(scope, peer.filter(scope));
  }

  Outgoing offer(Scope scope, Filter filter) {
    return asking(() ->
        new Message.Offer(
            number,
            rounds.cycle(),
            rounds.round(),
            false,
            peer.received(),
            peer.summary(),
            scope,
            filter));
  }

  /** Asks where to look. */
  Outgoing search() {
    return asking(() ->
        new Message.Search(
            number, rounds.cycle(), rounds.round(), peer.received(), Ladder.of(holdings)));
  }

  Outgoing close() {
    return asking(() ->
        new Message.Close(number, rounds.cycle(), rounds.round(), peer.received(), peer.summary()));
  }

  private Outgoing asking(Supplier<Message> question) {
    return new Outgoing.Say(() -> {
      peer.asks();
      return question.get();
    });
  }

  /** The end of the cycle where both hold the same now, else the other half of the exchange. */
  Message answer(Message.Offer to) {
    if (peer.agrees(to.summary())) {
      return closed(to.cycle(), to.round(), true);
    }
    return new Message.Offer(
        number,
        to.cycle(),
        to.round(),
        true,
        peer.received(),
        peer.summary(),
        to.scope(),
        peer.filter(to.scope()));
  }

  Message closed(int cycle, int round, boolean equal) {
    return new Message.Closed(
        number, cycle, round, equal, peer.received(), peer.summary(), holdings.obstacle());
  }
}
