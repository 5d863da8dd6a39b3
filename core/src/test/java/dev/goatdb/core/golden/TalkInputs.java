package dev.goatdb.core.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The inputs of the vectors of kind {@code talks}. */
final class TalkInputs {
  private static final List<String> TAGS = List.of("red", "green", "blue");

  private TalkInputs() {}

  static Inputs all() {
    Inputs inputs = new Inputs();
    inputs
        .add("alone", talk(1, List.of(1, "create", "milk", "Milk"), waiting(1_000)))
        .add(
            "pushed",
            talk(
                2,
                List.of(1, "connect"),
                List.of(2, "connect"),
                waiting(500),
                List.of(1, "create", "milk", "Milk"),
                waiting(500),
                List.of(2, "set", "milk", "Oat milk"),
                waiting(2_000)))
        .add(
            "drafts-become-commits",
            talk(1, List.of(1, "create", "milk", "Milk"), List.of(1, "connect"), waiting(2_000)))
        .add(
            "three-offline",
            talk(
                3,
                List.of(1, "connect"),
                List.of(2, "connect"),
                List.of(3, "connect"),
                List.of(1, "create", "milk", "Milk"),
                waiting(3_000),
                List.of(1, "disconnect"),
                List.of(2, "disconnect"),
                List.of(1, "more", "milk", 1),
                List.of(2, "more", "milk", 10),
                List.of(3, "more", "milk", 100),
                List.of(1, "tag", "milk", TAGS),
                List.of(2, "set", "milk", "Oats"),
                List.of(3, "delete", "milk"),
                waiting(1_000),
                List.of(1, "connect"),
                List.of(2, "connect"),
                waiting(40_000)));
    for (int seed = 0; seed < 17; seed++) {
      inputs.add("made-up" + seed, madeUp(seed));
    }
    return inputs;
  }

  /** Many small steps, drawn from the digits of a hash. */
  private static Map<String, Object> madeUp(int seed) {
    List<Object> steps = new ArrayList<>();
    steps.add(List.of(1, "connect"));
    steps.add(List.of(1, "create", "milk", "Milk"));
    steps.add(List.of(2, "connect"));
    steps.add(waiting(1_000));
    boolean[] connected = {true, true, true};
    for (int i = 0; i < 30; i++) {
      int draw = Golden.id(1_000L * seed + i).intAt(0) & 0xffff;
      int client = 1 + draw % 2;
      switch (draw / 2 % 8) {
        case 0 -> {
          steps.add(List.of(client, connected[client] ? "disconnect" : "connect"));
          connected[client] = !connected[client];
        }
        case 1 -> steps.add(List.of(client, "create", "item" + i, "Item"));
        case 2, 3 -> steps.add(List.of(client, "set", "milk", "text " + i));
        case 4 -> steps.add(List.of(client, "more", "milk", draw));
        case 5 -> steps.add(List.of(client, "tag", "milk", TAGS.subList(0, draw % 4)));
        default -> steps.add(waiting(draw % 700));
      }
    }
    steps.add(List.of(1, connected[1] ? "disconnect" : "connect"));
    steps.add(waiting(35_000));
    return Map.of("clients", 2, "steps", steps);
  }

  private static List<Object> waiting(int millis) {
    return List.of(0, "wait", millis);
  }

  private static Map<String, Object> talk(int clients, Object... steps) {
    return Map.of("clients", clients, "steps", List.of(steps));
  }
}
