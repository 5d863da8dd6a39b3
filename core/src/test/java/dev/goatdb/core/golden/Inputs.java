package dev.goatdb.core.golden;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The inputs of one kind of vectors by name, and short ways to write them down. */
final class Inputs {
  final Map<String, byte[]> byName = new LinkedHashMap<>();

  /** A vector whose input is a description. */
  Inputs add(String name, Object description) {
    return raw(name, Canonical.encode(value(description)).array());
  }

  /** A vector whose input is these bytes. */
  Inputs raw(String name, byte[] bytes) {
    if (byName.put(name, bytes) != null) {
      throw new IllegalStateException("two vectors are called " + name);
    }
    return this;
  }

  /** A value of plain Java objects. */
  static Value value(Object object) {
    return switch (object) {
      case Value value -> value;
      case Boolean bool -> Value.of((boolean) bool);
      case Integer number -> Value.of((long) number);
      case Long number -> Value.of((long) number);
      case Double number -> Value.of((double) number);
      case String text -> Value.of(text);
      case Octets octets -> Value.of(octets);
      case List<?> list -> new Value.Array(list.stream().map(Inputs::value).toList());
      case Map<?, ?> map -> dict(map);
      default -> throw new IllegalArgumentException("no value: " + object);
    };
  }

  private static Value dict(Map<?, ?> map) {
    Map<String, Value> entries = new TreeMap<>();
    map.forEach((key, value) -> entries.put((String) key, value(value)));
    return Value.dictOf(entries);
  }

  static Octets hex(String hex) {
    return Octets.ofHex(hex.replace(" ", ""));
  }

  /** {@code size} bytes that are all {@code fill}. */
  static Octets bytes(int size, int fill) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) fill);
    return Octets.wrap(bytes);
  }

  /** A copy of a description with one more entry, or another one. */
  static Map<String, Object> with(Map<String, Object> description, String key, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(description);
    copy.put(key, value);
    return copy;
  }
}
