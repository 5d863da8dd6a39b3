package dev.goatdb.web;

import dev.goatdb.core.Inspection;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.merge.Explanation;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.value.Value;
import org.teavm.jso.JSObject;

/** Why a field shows what it shows, in JavaScript's form; the page puts it into words. */
final class WebExplanation {
  private WebExplanation() {}

  /**
   * @param type what the field holds
   */
  static JSObject of(FieldType type, String field, Inspection item) {
    Explanation why = item.explain(field);
    JSObject changes = Js.list();
    for (Explanation.Reason reason : why.reasons()) {
      JSObject change = Js.object();
      Header header = reason.by().header();
      describe(type, reason.operation(), change);
      Js.set(change, "user", Js.of(item.user(header.session()).orElse("")));
      Js.set(change, "session", Js.of(header.session().bytes().hex()));
      Js.set(change, "at", Js.date((double) Hlc.millis(header.clock())));
      Js.set(change, "commit", Js.of(reason.by().id().hash().hex()));
      Js.set(change, "shows", Js.of(reason.stays()));
      Js.push(changes, change);
    }
    JSObject result = Js.object();
    Js.set(result, "rule", Js.of(why.rule().word()));
    Js.set(result, "changes", changes);
    return result;
  }

  private static void describe(FieldType field, Operation operation, JSObject change) {
    FieldType type = field;
    String entry = "";
    for (int i = 1; i < operation.path().size(); i++) {
      type = type.element();
      entry = operation.path().get(i) + (i == 1 ? "" : "' of '" + entry);
    }
    boolean part = operation.path().size() > 1;
    if (part) {
      Js.set(change, "entry", Js.of(entry));
    }
    switch (operation) {
      case Operation.Put put -> describe(change, "set", type, put.value());
      case Operation.Remove remove -> Js.set(change, "what", Js.of(part ? "removed" : "cleared"));
      case Operation.Include include ->
          describe(change, "added", type.element(), include.element());
      case Operation.Exclude exclude ->
          describe(change, "removed", type.element(), exclude.element());
      case Operation.Increase increase ->
          describe(change, "increased", type, Value.of(increase.by()));
      case Operation.Alter alter -> Js.set(change, "what", Js.of("edited"));
      case Operation.Arrange arrange -> Js.set(change, "what", Js.of("edited"));
    }
  }

  private static void describe(JSObject change, String what, FieldType type, Value value) {
    Js.set(change, "what", Js.of(what));
    Js.set(change, "value", WebValues.toJs(type, value));
  }
}
