package dev.goatdb.sim;

import dev.goatdb.core.Engine;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Schedule;
import dev.goatdb.sim.oracle.Oracle;
import dev.goatdb.sim.oracle.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the users of a world do: edits of a few items, so that they often meet. */
final class Workload {
  /** So many heads of an item may be expected. */
  private static final int MOST_EXPECTED = 16;

  static final List<RepositoryPath> REPOSITORIES =
      List.of(RepositoryPath.parse("/data/cards"), RepositoryPath.parse("/data/notes"));
  private static final List<String> ITEMS = List.of("a", "b", "c", "d");

  private final Dice dice;
  private final Cards cards;
  private final Writing writing;
  private final Schedule schedule;
  private final Oracle oracle;
  private boolean phantom;

  Workload(Dice dice, Schedule schedule, Oracle oracle, Fault fault) {
    this.dice = dice;
    this.cards = new Cards(dice);
    this.writing = new Writing(dice.fork(), cards, oracle, fault);
    this.schedule = schedule;
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
      if (engine.isOpen(path) && !node.isBroken()) {
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
    Map<ItemPath, List<CommitId>> heads = new LinkedHashMap<>();
    callIfOpen(
        node,
        repository,
        engine -> items.forEach(item -> heads.put(item, engine.atomic().heads(item))));
    boolean usual = heads.values().stream().allMatch(of -> of.size() <= MOST_EXPECTED);
    if (dice.chance(0.15) && usual && !items.isEmpty()) {
      int life = node.life();
      schedule.after(
          dice.chance(0.5) ? 0 : dice.below(400),
          "expecting edit",
          () -> {
            if (node.life() == life) {
              callIfOpen(node, repository, engine -> editExpecting(node, engine, heads));
            }
          });
      return;
    }
    boolean taken = dice.chance(0.9);
    callIfOpen(
        node,
        repository,
        engine -> {
          if (taken) {
            oracle.counts(Count.ATOMIC_EDITS);
            engine.atomic().begin(Map.of());
            items.forEach(item -> edit(node, engine, item));
            engine.atomic().finish();
          } else {
            cancel(node, engine, items);
          }
        });
  }

  /** Edits of items that must be as somebody saw them a moment ago. */
  private void editExpecting(Node node, Engine engine, Map<ItemPath, List<CommitId>> heads) {
    try {
      engine.atomic().begin(heads);
    } catch (GoatException.Conflict moved) {
      oracle.counts(Count.CONFLICTS);
      return;
    }
    heads.keySet().forEach(item -> edit(node, engine, item));
    try {
      engine.atomic().finish();
      oracle.counts(Count.EXPECTING_EDITS);
    } catch (GoatException.Conflict unseen) {
      // Others work with a newer version of the schema, or there are more heads than one may name.
      oracle.counts(Count.CONFLICTS);
      heads.keySet().forEach(item -> oracle.takesBack(node, item));
    }
  }

  /** Edits that are taken back leave nothing. */
  private void cancel(Node node, Engine engine, List<ItemPath> items) {
    List<Optional<ItemState>> before = items.stream().map(engine::state).toList();
    engine.atomic().begin(Map.of());
    for (ItemPath item : items) {
      if (engine.state(item).isEmpty()) {
        engine.create(item, Cards.schema(node), Map.of("title", cards.text()));
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
      write(node, engine, item);
    } else if (dice.chance(0.15)) {
      oracle.counts(Count.LIST_EDITS);
      change(node, engine, item, cards.arrangement(shown.get()));
    } else if (dice.chance(0.15)) {
      set(node, engine, item, shown.get());
    } else {
      change(node, engine, item, cards.operation(Cards.schema(node)));
    }
  }

  /** One change of the text, and mostly the next one a moment later, where that one was. */
  private void write(Node node, Engine engine, ItemPath item) {
    write(node, engine, item, writing.anywhere(engine, item));
  }

  private void write(Node node, Engine engine, ItemPath item, int at) {
    int cursor = writing.step(node, engine, item, at);
    if (dice.chance(0.7)) {
      int life = node.life();
      schedule.after(
          dice.below(200),
          "writing",
          () -> {
            if (node.life() == life) {
              callIfOpen(
                  node,
                  item.repository(),
                  again -> {
                    if (again.inspect(item).settled().isPresent()) {
                      write(node, again, item, cursor);
                    }
                  });
            }
          });
    }
  }

  private void create(Node node, Engine engine, ItemPath item) {
    Map<String, Value> values =
        dice.chance(0.5)
            ? Map.of("title", cards.text())
            : Map.of(
                "title",
                cards.text(),
                "rank",
                cards.number(),
                "tags",
                cards.words(),
                "votes",
                Value.of(3L));
    oracle.creates(node, item);
    engine.create(item, Cards.schema(node), values);
    ItemState created = engine.state(item).orElseThrow();
    values.forEach((field, value) -> {
      if (!created.field(field).equals(Optional.of(value))) {
        oracle.violated(Promise.EDITS_ARE_KEPT, item + " was created and shows " + created);
      }
    });
  }

  /** Sets a whole field at once, so that the engine works out what changed. */
  private void set(Node node, Engine engine, ItemPath item, ItemState shown) {
    String field = dice.pick(List.of("title", "tags", "labels", "votes", "grid", "teams"));
    Value value =
        switch (field) {
          case "title" -> cards.text();
          case "tags" -> cards.words();
          case "labels" -> cards.row();
          case "grid" ->
              Value.dictOf(Map.of(dice.pick(Cards.KEYS), cards.row(), "own", cards.row()));
          case "teams" -> Value.dictOf(Map.of(dice.pick(Cards.KEYS), cards.words()));
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
}
