package dev.goatdb.sim;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the items of a world are: cards with a field of each kind, and what may be changed. */
final class Cards {
  /** The text that several write. */
  static final String BODY = "body";

  /** The list that several arrange. */
  static final String STEPS = "steps";

  private static final FieldDefinition COLOUR =
      FieldDefinition.of("colour", FieldType.Scalar.STRING).withFallback(Value.of("white"));
  private static final List<FieldDefinition> FIELDS =
      List.of(
          required("title"),
          FieldDefinition.of("note", FieldType.Scalar.STRING),
          withDefault("rank", FieldType.Scalar.INTEGER, Value.of(5L)),
          withDefault("done", FieldType.Scalar.BOOLEAN, Value.FALSE),
          FieldDefinition.of("votes", FieldType.Scalar.COUNTER),
          withDefault(
              "tags",
              new FieldType.SetOf(FieldType.Scalar.STRING),
              Value.setOf(List.of(Value.of("new")))),
          withDefault(BODY, FieldType.Scalar.TEXT, Value.of("Begin. ")),
          withDefault(
              STEPS,
              new FieldType.ListOf(FieldType.Scalar.INTEGER),
              Value.arrayOf(Value.of(1L), Value.of(2L))),
          FieldDefinition.of("labels", new FieldType.MapOf(FieldType.Scalar.INTEGER)),
          FieldDefinition.of(
              "grid", new FieldType.MapOf(new FieldType.MapOf(FieldType.Scalar.INTEGER))),
          FieldDefinition.of(
              "teams", new FieldType.MapOf(new FieldType.SetOf(FieldType.Scalar.STRING))),
          FieldDefinition.of("made", FieldType.Scalar.INSTANT)
              .withComputed(ParsedExpression.parse("now()")));

  static final Schema SCHEMA = Schema.of("card", 1, FIELDS);
  static final Schemas SCHEMAS = Schemas.of(List.of(SCHEMA));

  /** The next version has a field more. */
  static final Schemas NEXT_SCHEMAS =
      Schemas.of(List.of(SCHEMA, Schema.of("card", 2, with(FIELDS, COLOUR))));

  private static final List<String> WORDS = List.of("new", "red", "blue", "old");
  static final List<String> KEYS = List.of("a", "b");
  private static final List<String> VOTES = List.of("votes");
  private static final List<String> TAGS = List.of("tags");

  private final Dice dice;
  private int written;

  Cards(Dice dice) {
    this.dice = dice;
  }

  /** What is created now is of the newest version that the node knows. */
  static Schema schema(Node node) {
    return node.schemas().newest("card");
  }

  /** Some change of some field that a version has. */
  Operation operation(Schema schema) {
    if (schema.version() > 1 && dice.chance(0.1)) {
      return new Operation.Put(List.of(COLOUR.name()), text());
    }
    String word = dice.pick(WORDS);
    List<String> label = List.of("labels", word);
    List<String> row = List.of("grid", dice.pick(KEYS));
    List<String> cell = List.of("grid", row.get(1), dice.pick(KEYS));
    List<String> team = List.of("teams", dice.pick(KEYS));
    return switch (dice.below(19)) {
      case 0 -> new Operation.Put(List.of("title"), text());
      case 1 -> new Operation.Put(List.of("note"), text());
      case 2 -> new Operation.Remove(List.of("note"));
      case 3 -> new Operation.Put(List.of("rank"), number());
      case 4 -> new Operation.Put(List.of("done"), Value.of(dice.chance(0.5)));
      case 5, 6 -> new Operation.Increase(VOTES, dice.between(-9, 9));
      case 7 -> new Operation.Include(TAGS, Value.of(word));
      case 8 -> new Operation.Exclude(TAGS, Value.of(word));
      case 9 -> new Operation.Put(label, number());
      case 10 -> new Operation.Remove(label);
      case 11, 12 -> new Operation.Put(cell, number());
      case 13 -> new Operation.Remove(cell);
      case 14 -> new Operation.Remove(row);
      case 15 -> new Operation.Include(team, Value.of(word));
      case 16 -> new Operation.Exclude(team, Value.of(word));
      case 17 -> new Operation.Put(team, words());
      default -> new Operation.Remove(team);
    };
  }

  /** Some change of the list that a card shows. */
  Operation arrangement(ItemState shown) {
    List<Value> items =
        shown.field(STEPS).orElse(Value.arrayOf()) instanceof Value.Array list
            ? list.items()
            : List.of();
    int at = dice.below(items.size() + 1);
    int kind = items.isEmpty() ? 0 : dice.below(4);
    int one = items.isEmpty() ? 0 : dice.below(items.size());
    ListChange change =
        kind == 0
            ? ListChange.of(at, 0, List.of(new Entry.Fresh(number()), new Entry.Fresh(number())))
            : kind == 1
                ? ListChange.of(one, 1, List.of())
                : kind == 2
                    ? ListChange.of(one, 1, List.of(new Entry.Fresh(number())))
                    : ListChange.of(at, 0, List.of(new Entry.Moved(one)));
    return new Operation.Arrange(List.of(STEPS), change);
  }

  Value row() {
    return Value.dictOf(Map.of(dice.pick(WORDS), number(), "own", number()));
  }

  /** A text that is written only once. */
  Value text() {
    return Value.of("text " + ++written);
  }

  /** A word that is written only once, and is no part of another one. */
  String word() {
    return "<" + ++written + ">";
  }

  /** A number that is written only once. */
  Value number() {
    return Value.of(1_000L + ++written);
  }

  Value words() {
    return Value.setOf(
        WORDS.stream().filter(word -> dice.chance(0.5)).map(word -> Value.of(word)).toList());
  }

  private static List<FieldDefinition> with(List<FieldDefinition> fields, FieldDefinition more) {
    List<FieldDefinition> all = new ArrayList<>(fields);
    all.add(more);
    return all;
  }

  private static FieldDefinition required(String name) {
    return FieldDefinition.of(name, FieldType.Scalar.STRING).withRequired(true);
  }

  private static FieldDefinition withDefault(String name, FieldType type, Value value) {
    return FieldDefinition.of(name, type).withFallback(value);
  }
}
