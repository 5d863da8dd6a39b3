package dev.goatdb.core.order;

import dev.goatdb.core.property.Chance;
import java.util.List;

/** A process that makes stamps: a mark, and chance from a seed. */
record Peer(int mark, Chance chance) {
  static Peer of(Chance chance) {
    return new Peer(chance.below(Stamps.MARKS), chance);
  }

  String between(String after, String before) {
    return between(after, before, 1).getFirst();
  }

  List<String> between(String after, String before, int count) {
    return Stamps.between(after, before, count, mark, chance.octets(Stamps.CHANCE_BYTES * count));
  }

  /** A stamp for a place in a list of stamps: 0 is before the first one. */
  String at(List<String> list, int place) {
    return between(
        place == 0 ? Stamps.START : list.get(place - 1),
        place == list.size() ? Stamps.END : list.get(place));
  }

  /** Puts a new stamp there. */
  void insert(List<String> list, int place) {
    list.add(place, at(list, place));
  }
}
