package dev.goatdb.sim.machine;

import org.jspecify.annotations.Nullable;

/** How a node finds its server: it dials again, ever more patiently. */
final class Dialling {
  private final Place place;
  private final Node node;
  private final Dice dice;
  private final @Nullable Node server;
  private int attempts;

  /** Nobody is dialled where there is no server. */
  Dialling(Place place, Node node, Dice dice, @Nullable Node server) {
    this.place = place;
    this.node = node;
    this.dice = dice;
    this.server = server;
  }

  void dial() {
    if (server != null && node.isUp()) {
      place.network().dial(node, server);
    }
  }

  /** The server answered, and knows the session. */
  void succeeded() {
    attempts = 0;
  }

  void dialAgain() {
    if (server != null && node.isUp()) {
      int ofLife = node.life();
      long backOff = Math.min(5_000, 200L << Math.min(attempts++, 5)) + dice.below(200);
      place
          .schedule()
          .after(
              backOff,
              "redial",
              () -> {
                if (ofLife == node.life()) {
                  dial();
                }
              });
    }
  }
}
