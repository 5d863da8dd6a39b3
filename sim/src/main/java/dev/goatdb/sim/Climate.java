package dev.goatdb.sim;

import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Network;
import java.util.List;
import java.util.Optional;

/** The kinds of worlds, by how bad their network is. */
enum Climate {
  /** Anything, from a perfect network to a bad one. */
  MIXED,
  /** No frame is lost or overtaken; nodes crash and connections break all the same. */
  CALM,
  /** Every tenth frame is lost, and as many are overtaken. */
  STORM;

  /** The climate of that name. */
  static Optional<Climate> of(String name) {
    for (Climate climate : values()) {
      if (climate.word().equals(name)) {
        return Optional.of(climate);
      }
    }
    return Optional.empty();
  }

  String word() {
    return switch (this) {
      case MIXED -> "mixed";
      case CALM -> "calm";
      case STORM -> "storm";
    };
  }

  Network.Weather weather(Dice dice) {
    int low = dice.pick(List.of(1, 5, 20));
    int high = low + dice.pick(List.of(10, 50, 250));
    return switch (this) {
      case MIXED ->
          new Network.Weather(
              low,
              high,
              dice.pick(List.of(0.0, 0.0, 0.01, 0.05)),
              dice.pick(List.of(0.0, 0.05)),
              dice.pick(List.of(0.0, 0.0, 0.02)));
      case CALM -> new Network.Weather(low, high, 0, 0, 0);
      case STORM -> new Network.Weather(low, high, 0.1, 0.1, 0.05);
    };
  }
}
