package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import java.util.List;

/**
 * The part of an item that an operation changes: a register, an entry of a map or an element of a
 * set.
 */
public record Place(Octets key) implements Comparable<Place> {
  static Place of(List<String> path) {
    return new Place(write(path, 1).octets());
  }

  static Place of(List<String> path, Value element) {
    return new Place(write(path, 2).value(element).octets());
  }

  private static CborWriter write(List<String> path, int parts) {
    CborWriter out = new CborWriter().array(parts).array(path.size());
    path.forEach(out::text);
    return out;
  }

  @Override
  public int compareTo(Place other) {
    return key.compareTo(other.key);
  }
}
