package dev.goatdb.core.schema.file;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.schema.Upgrade;
import dev.goatdb.core.value.Base64Url;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schemas of a definition file that was checked before, in a fraction of the code that
 * {@link GoatFile} needs to say what is wrong and where. It is for pages, where code has a weight.
 *
 * <p>A file that {@code GoatFile} takes gives the same schemas here. Of others it refuses what no
 * schema can be made of, in few words; rules, and whether upgrades fit, it leaves alone.
 */
public final class PlainReader {
  private final Function<String, Computed> expressions;

  private PlainReader(Function<String, Computed> expressions) {
    this.expressions = expressions;
  }

  /** The schemas in a definition file; throws {@code InvalidDefinition}. */
  public static Schemas read(Json file, Function<String, Computed> expressions) {
    PlainReader reader = new PlainReader(expressions);
    Schemas schemas = new Schemas();
    only(file, "The file", Entry.OF_FILE);
    Json all = at(file, "schemas");
    for (Json.Member namespace : all == null ? List.<Json.Member>of() : all.members()) {
      for (Json version : namespace.json().items()) {
        schemas.add(reader.version(namespace.key(), version));
      }
    }
    return schemas;
  }

  private Schema version(String namespace, Json version) {
    String where = "A version of the schema '" + namespace + "'";
    only(version, where, Entry.OF_VERSION);
    Json number = at(version, "version");
    if (number == null
        || !(number.value() instanceof Value.Int given)
        || given.value() < 1
        || given.value() > Integer.MAX_VALUE) {
      throw bad(where + " has no number from 1 up.");
    }
    List<FieldDefinition> fields = new ArrayList<>();
    Json members = at(version, "fields");
    for (Json.Member member : members == null ? List.<Json.Member>of() : members.members()) {
      fields.add(field(member, "The field '" + member.key() + "' of '" + namespace + "'"));
    }
    Schema schema = Schema.of(namespace, (int) given.value(), fields);
    Json upgrade = at(version, "upgrade");
    return upgrade == null ? schema : schema.upgradedBy(upgrade(upgrade, where));
  }

  private FieldDefinition field(Json.Member member, String where) {
    Json json = member.json();
    only(json, where, Entry.OF_FIELD);
    FieldType type = type(json, where);
    Json required = at(json, "required");
    if (required != null && !(required.value() instanceof Value.Bool)) {
      throw bad(where + " is required or not: true or false.");
    }
    FieldDefinition field =
        FieldDefinition.of(member.key(), type)
            .withRequired(required != null && required.value().equals(Value.TRUE));
    Json fallback = at(json, "default");
    if (fallback != null) {
      boolean computed =
          fallback.value() instanceof Value.Dict
              && (!(type instanceof FieldType.MapOf)
                  || FieldDefinition.readsAsExpression(fallback.value()));
      field =
          computed
              ? field.withComputed(expression(at(fallback, FieldDefinition.EXPRESSION), where))
              : field.withFallback(literal(type, fallback.value()));
    }
    Json merge = at(json, "merge");
    if (merge != null) {
      field = field.withMerge(MergePolicy.parse(text(merge, where), where));
    }
    Json constraint = at(json, "constraint");
    return constraint == null ? field : field.withConstraint(expression(constraint, where));
  }

  private static FieldType type(Json json, String where) {
    Json of = at(json, "of");
    FieldType element = FieldType.Scalar.STRING;
    if (of != null && of.value() instanceof Value.Dict) {
      only(of, where, Entry.OF_ELEMENT);
      element = type(of, where);
    } else if (of != null) {
      element = FieldType.parse(text(of, where), element, where);
    }
    return FieldType.parse(text(at(json, "type"), where), element, where);
  }

  /**
   * JSON has no sets, instants and bytes: a list stands for a set, milliseconds since 1970 for an
   * instant, base64url for bytes.
   */
  static Value literal(FieldType type, Value json) {
    if (type instanceof FieldType.SetOf set && json instanceof Value.Array array) {
      List<Value> elements = new ArrayList<>();
      for (Value item : array.items()) {
        elements.add(literal(set.element(), item));
      }
      return Value.setOf(elements);
    }
    if (type instanceof FieldType.ListOf list && json instanceof Value.Array array) {
      List<Value> items = new ArrayList<>();
      for (Value item : array.items()) {
        items.add(literal(list.element(), item));
      }
      return new Value.Array(items);
    }
    if (type instanceof FieldType.MapOf map && json instanceof Value.Dict dict) {
      Map<String, Value> entries = new TreeMap<>();
      for (Map.Entry<String, Value> entry : dict.entries().entrySet()) {
        entries.put(entry.getKey(), literal(map.element(), entry.getValue()));
      }
      return Value.dictOf(entries);
    }
    if (type == FieldType.Scalar.BYTES && json instanceof Value.Str text) {
      Optional<Octets> bytes = Base64Url.decode(text.value());
      return bytes.isPresent() ? Value.of(bytes.get()) : json;
    }
    return type == FieldType.Scalar.INSTANT && json instanceof Value.Int millis
        ? new Value.Moment(millis.value())
        : json;
  }

  private Upgrade upgrade(Json json, String where) {
    only(json, where, Entry.OF_UPGRADE);
    Map<String, String> renamed = new TreeMap<>();
    Map<String, Computed> set = new TreeMap<>();
    Json names = at(json, "rename");
    for (Json.Member member : names == null ? List.<Json.Member>of() : names.members()) {
      renamed.put(member.key(), text(member.json(), where));
    }
    Json sources = at(json, "set");
    for (Json.Member member : sources == null ? List.<Json.Member>of() : sources.members()) {
      set.put(member.key(), expression(member.json(), where));
    }
    return new Upgrade(renamed, texts(json, "drop", where), set, texts(json, "code", where));
  }

  private static Set<String> texts(Json json, String key, String where) {
    Set<String> texts = new TreeSet<>();
    Json list = at(json, key);
    for (Json item : list == null ? List.<Json>of() : list.items()) {
      texts.add(text(item, where));
    }
    return texts;
  }

  private Computed expression(@Nullable Json json, String where) {
    return expressions.apply(text(json, where));
  }

  private static void only(Json json, String where, List<String> known) {
    if (!(json.value() instanceof Value.Dict)) {
      throw bad(where + " is not an object.");
    }
    for (Json.Member member : json.members()) {
      if (!known.contains(member.key())) {
        throw bad(where + " has the unknown entry \"" + member.key() + "\".");
      }
    }
  }

  private static @Nullable Json at(Json json, String key) {
    Json.Member member = json.member(key);
    return member == null ? null : member.json();
  }

  private static String text(@Nullable Json json, String where) {
    if (json != null && json.value() instanceof Value.Str text) {
      return text.value();
    }
    throw bad(where + " lacks a text.");
  }

  private static GoatException bad(String what) {
    return new GoatException.InvalidDefinition(what, "Correct it; 'goat check' says more.");
  }
}
