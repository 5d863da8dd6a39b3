package dev.goatdb.web;

import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Surroundings;
import java.util.ArrayList;
import java.util.List;

/**
 * What an expression may use, as a text that the two modules of a page understand: {@code
 * CONSTRAINT value:set:string title:string:}. Names of fields hold neither spaces nor colons.
 */
final class Spelling {
  private Spelling() {}

  static String of(Surroundings surroundings) {
    StringBuilder out = new StringBuilder(surroundings.use().name());
    for (int i = 0; i < surroundings.names().size(); i++) {
      FieldType type = surroundings.types().get(i);
      String element =
          switch (type) {
            case FieldType.SetOf set -> set.element().word();
            case FieldType.MapOf map -> map.element().word();
            case FieldType.Scalar scalar -> "";
          };
      out.append(' ').append(surroundings.names().get(i));
      out.append(':').append(type.word()).append(':').append(element);
    }
    return out.toString();
  }

  static Surroundings read(String text) {
    int at = text.indexOf(' ');
    Surroundings.Use use = Surroundings.Use.valueOf(at < 0 ? text : text.substring(0, at));
    List<String> names = new ArrayList<>();
    List<FieldType> types = new ArrayList<>();
    while (at >= 0) {
      int first = text.indexOf(':', at);
      int second = text.indexOf(':', first + 1);
      int next = text.indexOf(' ', second);
      names.add(text.substring(at + 1, first));
      String element = text.substring(second + 1, next < 0 ? text.length() : next);
      types.add(FieldType.parse(text.substring(first + 1, second), element, ""));
      at = next;
    }
    return new Surroundings(use, names, types);
  }
}
