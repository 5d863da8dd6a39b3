package dev.goatdb.server.torture;

import dev.goatdb.Field;
import dev.goatdb.Schema;
import java.util.Optional;

/** What is written: texts that say which item they belong to and how often it was edited. */
final class Notes {
  static final String REPOSITORY = "/torture/notes";
  static final Field<String> TEXT = Field.string("text").required();
  static final Schema NOTE = Schema.of("note", 1, TEXT);
  static final String DEFINITIONS =
      """
      {"schemas": {"note": [{"version": 1, "fields": {
        "text": {"type": "string", "required": true}}}]}}
      """;

  private Notes() {}

  static String path(String key) {
    return REPOSITORY + "/" + key;
  }

  static String text(String key, int version) {
    return key + " version " + version;
  }

  /** The version that a text of an item says; nothing where it is not a text of that item. */
  static Optional<Integer> version(String key, String text) {
    String start = key + " version ";
    if (!text.startsWith(start)) {
      return Optional.empty();
    }
    String number = text.substring(start.length());
    return number.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
  }
}
