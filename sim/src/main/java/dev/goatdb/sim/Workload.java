package dev.goatdb.sim;

import dev.goatdb.core.Engine;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.oracle.Oracle;
import dev.goatdb.sim.oracle.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the users of a world do: edits of a few items, so that they often meet. */
final class Workload {
  static final Schema SCHEMA =
      Schema.of(
          "card",
          1,
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
              FieldDefinition.of("labels", new FieldType.MapOf(FieldType.Scalar.INTEGER)),
              FieldDefinition.of(
                  "grid", new FieldType.MapOf(new FieldType.MapOf(FieldType.Scalar.INTEGER))),
              FieldDefinition.of(
                  "teams", new FieldType.MapOf(new FieldType.SetOf(FieldType.Scalar.STRING))),
              FieldDefinition.of("made", FieldType.Scalar.INSTANT)
                  .withComputed(ParsedExpression.parse("now()"))));
  static final List<RepositoryPath> REPOSITORIES =
      List.of(RepositoryPath.parse("/data/cards"), RepositoryPath.parse("/data/notes"));
  private static final List<String> ITEMS = List.of("a", "b", "c", "d");
  private static final List<String> WORDS = List.of("new", "red", "blue", "old");
  private static final List<String> KEYS = List.of("a", "b");
  private static final List<String> VOTES = List.of("votes");
  private static final List<String> TAGS = List.of("tags");

  private final Dice dice;
  private final Oracle oracle;
  private boolean phantom;
  private int written;

  Workload(Dice dice, Oracle oracle, Fault fault) {
    this.dice = dice;
    this.oracle = oracle;
    this.phantom = fault == Fault.PHANTOM_EDIT;
  }

  /** Makes one edit at a node that is up, or several atomically. */
  void edit(Node node) {
    ItemPath item = new ItemPath(dice.pick(REPOSITORIES), dice.pick(ITEMS));
    if (dice.chance(0.1)) {
      editAtomically(node, item.repository());
      return;
    }
    callIfOpen(
        node,
        item.repository(),
        engine -> {
          edit(node, engine, item);
          if (dice.chance(0.03)) {
            engine.flush();
          }
        });
  }

  private static void callIfOpen(Node node, RepositoryPath path, Consumer<Engine> action) {
    node.call(engine -> {
      if (engine.isOpen(path)) {
        action.accept(engine);
      }
    });
  }

  private void editAtomically(Node node, RepositoryPath repository) {
    List<ItemPath> items = new ArrayList<>();
    for (String name : ITEMS) {
      if (dice.chance(0.6)) {
        items.add(new ItemPath(repository, name));
      }
    }
    // What waits is committed before, and is no part of what must be together.
    callIfOpen(node, repository, engine -> items.forEach(item -> engine.atomic().heads(item)));
    boolean taken = dice.chance(0.9);
    callIfOpen(
        node,
        repository,
        engine -> {
          if (taken) {
            oracle.editsAtomically();
            engine.atomic().begin(Map.of());
            items.forEach(item -> edit(node, engine, item));
            engine.atomic().finish();
          } else {
            cancel(node, engine, items);
          }
        });
  }

  /** Edits that are taken back leave nothing. */
  private void cancel(Node node, Engine engine, List<ItemPath> items) {
    List<Optional<ItemState>> before = items.stream().map(engine::state).toList();
    engine.atomic().begin(Map.of());
    for (ItemPath item : items) {
      if (engine.state(item).isEmpty()) {
        engine.create(item, SCHEMA, Map.of("title", text()));
      } else {
        engine.delete(item, dice.chance(0.5));
      }
    }
    engine.atomic().cancel();
    if (!items.stream().map(engine::state).toList().equals(before)) {
      oracle.violated(
          Promise.EDITS_ARE_KEPT, node.name() + " shows edits that were taken back: " + items);
    }
  }

  private void edit(Node node, Engine engine, ItemPath item) {
    Optional<ItemState> shown = engine.inspect(item).settled();
    boolean deleted = shown.filter(ItemState::deleted).isPresent();
    if (shown.isEmpty() || deleted && dice.chance(0.4)) {
      create(node, engine, item);
    } else if (deleted && dice.chance(0.6) || dice.chance(0.06)) {
      change(node, engine, item, new Operation.Put(Operation.DELETED, Value.of(!deleted)));
    } else if (dice.chance(0.15)) {
      set(node, engine, item, shown.get());
    } else {
      change(node, engine, item, operation());
    }
  }

  private void create(Node node, Engine engine, ItemPath item) {
    Map<String, Value> values =
        dice.chance(0.5)
            ? Map.of("title", text())
            : Map.of("title", text(), "rank", number(), "tags", words(), "votes", Value.of(3L));
    oracle.creates(node, item);
    engine.create(item, SCHEMA, values);
    ItemState created = engine.state(item).orElseThrow();
    values.forEach((field, value) -> {
      if (!created.field(field).equals(Optional.of(value))) {
        oracle.violated(Promise.EDITS_ARE_KEPT, item + " was created and shows " + created);
      }
    });
  }

  private Operation operation() {
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

  /** Sets a whole field at once, so that the engine works out what changed. */
  private void set(Node node, Engine engine, ItemPath item, ItemState shown) {
    String field = dice.pick(List.of("title", "tags", "labels", "votes", "grid", "teams"));
    Value value =
        switch (field) {
          case "title" -> text();
          case "tags" -> words();
          case "labels" -> row();
          case "grid" -> Value.dictOf(Map.of(dice.pick(KEYS), row(), "own", row()));
          case "teams" -> Value.dictOf(Map.of(dice.pick(KEYS), words()));
          default -> Value.of(dice.between(0, 99));
        };
    oracle.edits(node, item, Expectation.difference(field, shown.field(field), value));
    engine.set(item, field, Optional.of(value));
    Optional<Value> after = engine.state(item).orElseThrow().field(field);
    boolean same =
        value instanceof Value.Int sum
            ? Expectation.sum(after) == sum.value()
            : after.equals(Optional.of(value));
    if (!same) {
      oracle.violated(
          Promise.EDITS_ARE_KEPT, node.name() + " set " + field + " of " + item + " in vain");
    }
  }

  private Value row() {
    return Value.dictOf(Map.of(dice.pick(WORDS), number(), "own", number()));
  }

  private void change(Node node, Engine engine, ItemPath item, Operation operation) {
    ItemState before = engine.inspect(item).settled().orElseThrow();
    oracle.edits(node, item, List.of(operation));
    if (phantom && operation instanceof Operation.Increase) {
      phantom = false;
      return;
    }
    if (operation.path().isEmpty()) {
      engine.delete(item, !before.deleted());
    } else {
      engine.apply(item, operation);
    }
    if (!Expectation.shows(before, engine.state(item).orElseThrow(), operation)) {
      oracle.violated(
          Promise.EDITS_ARE_KEPT, node.name() + " does not show " + operation + " of " + item);
    }
  }

  /** A text that is written only once. */
  private Value text() {
    return Value.of("text " + ++written);
  }

  /** A number that is written only once. */
  private Value number() {
    return Value.of(1_000L + ++written);
  }

  private Value words() {
    return Value.setOf(
        WORDS.stream().filter(word -> dice.chance(0.5)).map(word -> Value.of(word)).toList());
  }

  private static FieldDefinition required(String name) {
    return FieldDefinition.of(name, FieldType.Scalar.STRING).withRequired(true);
  }

  private static FieldDefinition withDefault(String name, FieldType type, Value value) {
    return FieldDefinition.of(name, type).withFallback(value);
  }
}
