package dev.goatdb.sim;

import dev.goatdb.core.Engine;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.LongText;
import dev.goatdb.core.value.Value;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.oracle.Oracle;
import dev.goatdb.sim.oracle.Promise;
import java.util.List;
import java.util.Optional;

/**
 * What users do to the text of a card: they write where they are, go on there, delete a little,
 * replace, or set the whole text, all with words that are nowhere else.
 */
final class Writing {
  private final Dice dice;
  private final Cards cards;
  private final Oracle oracle;
  private boolean phantom;

  Writing(Dice dice, Cards cards, Oracle oracle, Fault fault) {
    this.dice = dice;
    this.cards = cards;
    this.oracle = oracle;
    this.phantom = fault == Fault.PHANTOM_WORD;
  }

  /** Some place in the text. */
  int anywhere(Engine engine, ItemPath item) {
    return dice.below(text(engine.inspect(item).settled()).length() + 1);
  }

  /** Changes the text at a place, or at its end; returns the place after that. */
  int step(Node node, Engine engine, ItemPath item, int cursor) {
    String before = text(engine.inspect(item).settled());
    String word = cards.word();
    int at = Math.min(cursor, before.length());
    int delete = dice.chance(0.4) ? dice.below(Math.min(8, before.length() - at) + 1) : 0;
    TextChange change = TextChange.of(at, delete, word);
    String after = change.apply(LongText.of(before)).toString();
    // Others may show what they are about to write: who sets a text has that before them as well.
    if (dice.chance(0.15) && before.equals(text(engine.state(item)))) {
      oracle.counts(Count.TEXTS_SET);
      oracle.edits(node, item, List.of());
      engine.set(item, Cards.BODY, Optional.of(Value.of(after)));
    } else {
      oracle.writes(node, item, word);
      if (phantom) {
        phantom = false;
        return at;
      }
      engine.change(item, new Value.Str(before), new Operation.Alter(List.of(Cards.BODY), change));
    }
    String shown = text(engine.state(item));
    if (!shown.equals(after)) {
      oracle.violated(
          Promise.EDITS_ARE_KEPT,
          node.name() + " shows " + shown + " of " + item + " instead of " + after);
    }
    oracle.reads(node, item, shown);
    return at + word.length();
  }

  private static String text(Optional<ItemState> state) {
    return state.flatMap(of -> of.field(Cards.BODY)).orElse(Value.of("")) instanceof Value.Str text
        ? text.value()
        : "";
  }
}
