package dev.goatdb.core.schema.file;

import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON text, and where it stands.
 *
 * @param at where it begins, in UTF-16 units from 0
 * @param members what an object holds, in the order of the text; empty for anything else
 * @param items what a list holds; empty for anything else
 */
public record Json(Value value, int at, List<Member> members, List<Json> items) {
  /**
   * An entry of an object.
   *
   * @param at where the key begins
   */
  public record Member(String key, int at, Json json) {}

  /** Reads a text; throws {@code InvalidDefinition} with the place where it is no JSON. */
  public static Json parse(String text) {
    return JsonReader.read(text);
  }

  static Json of(Value value, int at) {
    return new Json(value, at, List.of(), List.of());
  }

  /** One that was read by something else, which does not tell where. */
  public static Json of(Value value) {
    return of(value, 0);
  }

  /** A list that was read by something else. */
  public static Json list(List<Json> items) {
    List<Value> values = new ArrayList<>();
    items.forEach(item -> values.add(item.value()));
    return new Json(new Value.Array(values), 0, List.of(), items);
  }

  /** An object that was read by something else. */
  public static Json object(List<Member> members) {
    Map<String, Value> values = new TreeMap<>();
    members.forEach(member -> values.put(member.key(), member.json().value()));
    return new Json(Value.dictOf(values), 0, members, List.of());
  }

  /** The member of that key; null where there is none. */
  public @Nullable Member member(String key) {
    for (Member member : members) {
      if (member.key().equals(key)) {
        return member;
      }
    }
    return null;
  }

  /** Where in the text a character of this string stands: each may be spelled as an escape. */
  int at(String text, int index) {
    int place = at + 1;
    for (int i = 0; i < index && place < text.length(); i++) {
      boolean escaped = text.charAt(place) == '\\';
      place += !escaped ? 1 : text.charAt(place + 1) == 'u' ? 6 : 2;
    }
    return place;
  }
}
