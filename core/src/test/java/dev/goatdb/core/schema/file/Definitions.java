package dev.goatdb.core.schema.file;

import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.rule.Access;
import dev.goatdb.core.rule.PathPattern;
import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.schema.Upgrade;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random schemas with all that a definition file can say. */
public final class Definitions {
  private static final List<String> NAMES =
      List.of("a", "b", "value", "title", "_x", "old", "expr", "constraint", "set", "type");

  private final Chance chance;

  public Definitions(Chance chance) {
    this.chance = chance;
  }

  /** A file with two chains of versions and two rules. */
  public GoatFile file() {
    List<Schema> made = new ArrayList<>(chain("task"));
    made.addAll(chain(chance.text(5) + "x"));
    return new GoatFile(
        Schemas.of(chance.shuffled(made)),
        chance.oneIn(2) ? Optional.of(chance.text(9)) : Optional.empty(),
        chance.oneIn(2) ? Optional.of("AAAA") : Optional.empty(),
        List.of(rule("one"), rule("two")));
  }

  /** The schemas in a file as pages read them. */
  public static Schemas plainly(String json) {
    return PlainReader.read(JsonReader.read(json), ParsedExpression::parse);
  }

  /** A chain of versions, each with an upgrade from the one before. */
  List<Schema> chain(String namespace) {
    List<Schema> versions = new ArrayList<>();
    versions.add(Schema.of(namespace, 1, fields(new TreeSet<>())));
    for (int number = 2; number <= 1 + chance.below(3); number++) {
      versions.add(next(versions.get(number - 2)));
    }
    return versions;
  }

  private List<FieldDefinition> fields(Set<String> taken) {
    List<FieldDefinition> fields = new ArrayList<>();
    for (int i = 1 + chance.below(4); i > 0; i--) {
      String name = chance.oneOf(NAMES);
      if (taken.add(name)) {
        fields.add(field(name, type()));
      }
    }
    return fields.isEmpty() ? List.of(field("z" + taken.size(), type())) : fields;
  }

  private FieldType type() {
    FieldType type = chance.oneOf(List.of(FieldType.Scalar.values()));
    for (int levels = 0; levels < FieldType.MOST_LEVELS; levels++) {
      if (!type.isCollection() && !type.isRegister() || chance.oneIn(2)) {
        return type;
      }
      type = chance.oneIn(2) ? new FieldType.SetOf(type) : new FieldType.MapOf(type);
    }
    return type;
  }

  private FieldDefinition field(String name, FieldType type) {
    FieldDefinition field = FieldDefinition.of(name, type).withRequired(chance.oneIn(3));
    if (chance.oneIn(3)) {
      field = field.withFallback(literal(type));
    } else if (chance.oneIn(3) && type == FieldType.Scalar.STRING) {
      field = field.withComputed(ParsedExpression.parse("'it\\'s \"' + newId( )"));
    }
    if (chance.oneIn(3)) {
      field =
          field.withConstraint(ParsedExpression.parse("value == value && " + name + "==" + name));
    }
    List<MergePolicy> policies =
        List.of(MergePolicy.values()).stream().filter(policy -> policy.suits(type)).toList();
    return field.withMerge(chance.oneOf(policies));
  }

  private Value literal(FieldType type) {
    return switch (type) {
      case FieldType.SetOf set -> {
        List<Value> elements = new ArrayList<>();
        for (int i = chance.below(3); i > 0; i--) {
          elements.add(literal(set.element()));
        }
        yield Value.setOf(elements);
      }
      case FieldType.ListOf list -> {
        List<Value> items = new ArrayList<>();
        for (int i = chance.below(3); i > 0; i--) {
          items.add(literal(list.element()));
        }
        yield new Value.Array(items);
      }
      case FieldType.MapOf map -> {
        Map<String, Value> entries = new HashMap<>();
        for (int i = chance.below(3); i > 0; i--) {
          entries.put(chance.text(5), literal(map.element()));
        }
        yield Value.dictOf(entries);
      }
      case FieldType.Scalar scalar ->
          switch (scalar) {
            case STRING, TEXT -> Value.of(chance.text(20));
            case INTEGER, COUNTER -> Value.of(chance.integer());
            case NUMBER -> Value.of(chance.number());
            case BOOLEAN -> Value.of(chance.oneIn(2));
            case INSTANT -> new Value.Moment(chance.integer());
            case BYTES -> Value.of(Octets.of(chance.bytes(chance.below(9))));
            case REFERENCE -> Value.of("/data/" + chance.below(9) + "/ä " + chance.below(9));
          };
    };
  }

  /** A version after another: fields renamed, dropped, kept, set and left to code. */
  private Schema next(Schema before) {
    List<FieldDefinition> fields = new ArrayList<>();
    Map<String, String> renamed = new TreeMap<>();
    Set<String> dropped = new TreeSet<>();
    Set<String> taken = new TreeSet<>(before.fields().keySet());
    for (FieldDefinition old : before.fields().values()) {
      if (old.name().equals("made") || old.name().equals("coded")) {
        continue;
      }
      FieldDefinition plain = FieldDefinition.of(old.name(), old.type());
      switch (chance.below(3)) {
        case 0 -> dropped.add(old.name());
        case 1 -> {
          String name = "n" + before.version() + taken.size();
          taken.add(name);
          renamed.put(old.name(), name);
          fields.add(FieldDefinition.of(name, old.type()));
        }
        default -> fields.add(plain);
      }
    }
    fields.add(FieldDefinition.of("made", FieldType.Scalar.INTEGER));
    Set<String> coded = chance.oneIn(2) ? Set.of("coded") : Set.of();
    coded.forEach(name -> fields.add(field(name, type())));
    String first = before.fields().keySet().iterator().next();
    ParsedExpression made = ParsedExpression.parse("old." + first + " == null ? 1 : 2");
    return Schema.of(before.namespace(), before.version() + 1, fields)
        .upgradedBy(new Upgrade(renamed, dropped, Map.of("made", made), coded));
  }

  /** A rule with some of what a rule may have. */
  Rule rule(String name) {
    return new Rule(
        name,
        PathPattern.parse("/" + name + chance.oneOf(List.of("/b/c", "/{b}/*", "/*/*")))
            .orElseThrow(),
        List.of(chance.oneOf(List.of(Access.values()))),
        chance.oneIn(2) ? Optional.of(Expression.parse("session.user=='x'")) : Optional.empty(),
        chance.oneIn(2) ? Optional.of(chance.text(10)) : Optional.empty());
  }
}
