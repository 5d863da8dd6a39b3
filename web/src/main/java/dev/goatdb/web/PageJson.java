package dev.goatdb.web;

import dev.goatdb.core.schema.file.Json;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** JSON as the page reads it; its own reader weighs nothing. */
final class PageJson {
  private PageJson() {}

  /** Numbers are doubles, as in the literals from which pages make definitions. */
  static Json read(String text) {
    return json(parse(text));
  }

  @JSBody(params = "text", script = "return JSON.parse(text);")
  private static native JSObject parse(String text);

  private static Json json(JSObject read) {
    return switch (Js.kind(read)) {
      case Js.BOOLEAN -> Json.of(Value.of(Js.asBoolean(read)));
      case Js.NUMBER -> Json.of(Value.of(Js.asDouble(read)));
      case Js.STRING -> Json.of(Value.of(Js.asString(read)));
      case Js.LIST -> {
        List<Json> items = new ArrayList<>();
        Js.each(read, item -> items.add(json(item)));
        yield Json.list(items);
      }
      case Js.OBJECT -> {
        List<Json.Member> members = new ArrayList<>();
        Js.eachEntry(read, (key, item) -> members.add(new Json.Member(key, 0, json(item))));
        yield Json.object(members);
      }
      default -> Json.of(Value.NULL);
    };
  }
}
