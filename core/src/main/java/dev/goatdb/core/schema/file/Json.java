package dev.goatdb.core.schema.file;

import dev.goatdb.core.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON text, and where it stands.
 *
 * @param at where it begins, in UTF-16 units from 0
 * @param members what an object holds, in the order of the text; empty for anything else
 * @param items what a list holds; empty for anything else
 */
record Json(Value value, int at, List<Member> members, List<Json> items) {
  /**
   * An entry of an object.
   *
   * @param at where the key begins
   */
  record Member(String key, int at, Json json) {}

  static Json of(Value value, int at) {
    return new Json(value, at, List.of(), List.of());
  }

  /** The member of that key; null where there is none. */
  @Nullable Member member(String key) {
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
