package dev.goatdb.core.schema.file;

import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one version; constraints last, for they may name every field. */
final class FieldReader {
  /** What there will be. */
  private static final String RESERVED = "blob";

  private static final List<String> COLLECTIONS = List.of("list", "set", "map");
  private static final List<String> NESTED_COLLECTIONS = List.of("set", "map");
  private static final List<String> NESTED = allBut(List.of("counter", "text", "list"));
  private static final List<String> ELEMENTS =
      allBut(List.of("counter", "text", "list", "set", "map"));

  private final String namespace;
  private final Function<String, Computed> expressions;
  private final Mistakes mistakes;
  private final Map<String, FieldDefinition> fields = new LinkedHashMap<>();
  private final Map<String, Json> constraints = new LinkedHashMap<>();

  FieldReader(String namespace, Function<String, Computed> expressions, Mistakes mistakes) {
    this.namespace = namespace;
    this.expressions = expressions;
    this.mistakes = mistakes;
  }

  private static List<String> allBut(List<String> some) {
    List<String> words = new ArrayList<>(FieldType.words());
    words.removeAll(some);
    return words;
  }

  /** The fields of an object, as far as their types are known. */
  List<FieldDefinition> read(Json json) {
    for (Json.Member member : json.members()) {
      FieldDefinition field = field(member);
      if (field != null) {
        fields.put(field.name(), field);
      }
    }
    if (fields.size() == json.members().size()) {
      constraints.forEach(this::constrain);
    }
    return new ArrayList<>(fields.values());
  }

  private String where(String name) {
    return "The field '" + name + "' of '" + namespace + "'";
  }

  private @Nullable FieldDefinition field(Json.Member member) {
    String name = member.key();
    Section entries = Section.of(member.json(), where(name), mistakes, Entry.OF_FIELD);
    FieldType type = type(entries, member.at(), FieldType.words());
    Json constraint = entries.get("constraint");
    if (constraint != null && entries.text("constraint").isPresent()) {
      constraints.put(name, constraint);
    }
    boolean required = entries.flag("required");
    if (type == null) {
      return null;
    }
    try {
      FieldDefinition plain = FieldDefinition.of(name, type).withRequired(required);
      return merging(defaulting(plain, entries), entries);
    } catch (GoatException.InvalidDefinition wrong) {
      mistakes.add(member.at(), wrong);
      return null;
    }
  }

  /** The type that the entries of a field say, or of what a list, set or map holds. */
  private @Nullable FieldType type(Section entries, int at, List<String> words) {
    Json typeAt = entries.get("type");
    Json ofAt = entries.get("of");
    if (typeAt == null) {
      if (entries.json.value() instanceof Value.Dict) {
        mistakes.add(at, entries.where + " has no type.", "Write {\"type\": \"string\"}.");
      }
      return null;
    }
    String word = isReserved(typeAt) ? "" : entries.word("type", words).orElse("");
    if (word.isEmpty()) {
      return null;
    }
    if (ofAt != null && !COLLECTIONS.contains(word)) {
      mistakes.add(
          ofAt.at(),
          "\"of\" is for lists, sets and maps; "
              + entries.lower()
              + " is of the type "
              + word
              + ".",
          "Leave \"of\" out, or change the type.");
      return null;
    }
    FieldType element = ofAt == null ? FieldType.Scalar.STRING : element(entries, ofAt);
    try {
      return element == null ? null : FieldType.parse(word, element, entries.where);
    } catch (GoatException.InvalidDefinition tooDeep) {
      mistakes.add(at, tooDeep);
      return null;
    }
  }

  private boolean isReserved(Json word) {
    boolean reserved = word.value().equals(Value.of(RESERVED));
    if (reserved) {
      mistakes.add(
          word.at(),
          "The type '" + RESERVED + "' is reserved for files, which cannot be stored yet.",
          "Use bytes for what is small.");
    }
    return reserved;
  }

  /** What a list, set or map holds: a word, or an object for a set or map. */
  private @Nullable FieldType element(Section entries, Json of) {
    String where = "\"of\" of " + entries.lower();
    if (isReserved(of)) {
      return null;
    }
    if (of.value() instanceof Value.Dict) {
      return type(Section.of(of, where, mistakes, Entry.OF_ELEMENT), of.at(), NESTED);
    }
    if (of.value() instanceof Value.Str word && NESTED_COLLECTIONS.contains(word.value())) {
      mistakes.add(
          of.at(),
          where + " is '" + word.value() + "', but not of what.",
          "Write {\"type\": \"" + word.value() + "\", \"of\": \"string\"}.");
      return null;
    }
    return entries
        .word("of", ELEMENTS)
        .map(word -> FieldType.parse(word, FieldType.Scalar.STRING, where))
        .orElse(null);
  }

  private FieldDefinition defaulting(FieldDefinition plain, Section entries) {
    Json given = entries.get("default");
    if (given == null) {
      return plain;
    }
    boolean isMap = plain.type() instanceof FieldType.MapOf;
    if (given.value() instanceof Value.Dict
        && (!isMap || FieldDefinition.readsAsExpression(given.value()))) {
      return computing(plain, given);
    }
    try {
      return plain.withFallback(PlainReader.literal(plain.type(), given.value()));
    } catch (GoatException.InvalidDefinition wrong) {
      boolean spelled =
          plain.type() == FieldType.Scalar.BYTES && given.value() instanceof Value.Str;
      mistakes.add(
          given.at(),
          wrong.problem(),
          spelled ? "Write bytes in base64url, without padding." : wrong.remedy());
      return plain;
    }
  }

  private FieldDefinition computing(FieldDefinition plain, Json given) {
    Section entries =
        Section.of(
            given, "The default of the field '" + plain.name() + "'", mistakes, Entry.OF_DEFAULT);
    Json json = entries.get(FieldDefinition.EXPRESSION);
    if (json == null) {
      mistakes.add(
          given.at(),
          entries.where + " is not " + plain.type().phrase() + ".",
          "Write a value, or {\"expr\": \"...\"} for an expression.");
      return plain;
    }
    Optional<String> source = entries.text(FieldDefinition.EXPRESSION);
    if (source.isEmpty()) {
      return plain;
    }
    try {
      return plain.withComputed(expressions.apply(source.get()));
    } catch (GoatException.InvalidDefinition wrong) {
      mistakes.addWithin(json, "In " + entries.lower(), wrong);
      return plain;
    }
  }

  private FieldDefinition merging(FieldDefinition field, Section entries) {
    Json json = entries.get("merge");
    Optional<String> word = entries.word("merge", MergePolicy.words());
    if (json == null || word.isEmpty()) {
      return field;
    }
    try {
      return field.withMerge(MergePolicy.parse(word.get(), entries.where));
    } catch (GoatException.InvalidDefinition wrong) {
      mistakes.add(json.at(), wrong);
      return field;
    }
  }

  private void constrain(String name, Json json) {
    FieldDefinition field = fields.get(name);
    if (field == null || !(json.value() instanceof Value.Str source)) {
      return;
    }
    try {
      Computed written = expressions.apply(source.value());
      // Checked here, where the place is known; the schema checks it again, for builders.
      fields.put(name, field.withConstraint(written).among(fields.values()));
    } catch (GoatException.InvalidDefinition wrong) {
      mistakes.addWithin(json, "In the constraint of the field '" + name + "'", wrong);
    }
  }
}
