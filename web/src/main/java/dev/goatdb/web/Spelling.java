package dev.goatdb.web;

import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Surroundings;
import java.util.ArrayList;
import java.util.List;

/**
 * What an expression may use, as a text that the two modules of a page understand: {@code
 * CONSTRAINT value:set.string title:string}. Names of fields hold neither spaces nor colons.
 */
final class Spelling {
  private Spelling() {}

  static String of(Surroundings surroundings) {
    StringBuilder out = new StringBuilder(surroundings.use().name());
    for (int i = 0; i < surroundings.names().size(); i++) {
      out.append(' ').append(surroundings.names().get(i)).append(':');
      out.append(of(surroundings.types().get(i)));
    }
    return out.toString();
  }

  /** A type by its words: {@code map.set.string}. */
  static String of(FieldType type) {
    return type.isCollection() ? type.word() + "." + of(type.element()) : type.word();
  }

  static FieldType type(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? FieldType.parse(text, FieldType.Scalar.STRING, "")
        : FieldType.parse(text.substring(0, dot), type(text.substring(dot + 1)), "");
  }

  static Surroundings read(String text) {
    int at = text.indexOf(' ');
    Surroundings.Use use = Surroundings.Use.valueOf(at < 0 ? text : text.substring(0, at));
    List<String> names = new ArrayList<>();
    List<FieldType> types = new ArrayList<>();
    while (at >= 0) {
      int colon = text.indexOf(':', at);
      int next = text.indexOf(' ', colon);
      names.add(text.substring(at + 1, colon));
      types.add(type(text.substring(colon + 1, next < 0 ? text.length() : next)));
      at = next;
    }
    return new Surroundings(use, names, types);
  }
}
