package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.text.Weave;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.LongText;
import dev.goatdb.core.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Texts: everything that anybody inserted and nobody deleted, in the order of a {@link Weave}.
 *
 * <p>The changes of a region are woven branch by branch. So most commits follow the one before them
 * in the weave, and nothing has to be taken back; where a branch ends, what the next one did not
 * see is.
 */
final class Texts {
  private static final Value.Str EMPTY = new Value.Str("");

  private final String base;
  private final Branches branches;

  /** The inserted texts one after another; the first of them has the number after the base. */
  private final StringBuilder inserted = new StringBuilder();

  private final Weave weave;

  /** What was done, by the rank of who did it first, and how many of who did it are seen. */
  private final Weave.@Nullable Footprint[] footprints;

  private final int[] seeing;
  private final int[] acts;

  /**
   * @param before the value that the whole region saw, if any
   * @param region in the order of clock and id
   */
  Texts(@Nullable Value before, List<Node> region) {
    this.base = of(before).value();
    this.branches = new Branches(region);
    this.weave = new Weave(base.length(), this::isJoined);
    this.footprints = new Weave.Footprint[region.size()];
    this.seeing = new int[region.size()];
    this.acts = acts(region);
  }

  /** Of each node the first one that did the same. */
  private static int[] acts(List<Node> region) {
    Acts known = new Acts();
    Map<Node, Integer> ranks = new HashMap<>();
    int[] acts = new int[region.size()];
    for (int rank = 0; rank < acts.length; rank++) {
      ranks.putIfAbsent(region.get(rank), rank);
      acts[rank] = Objects.requireNonNull(ranks.get(known.of(region.get(rank))), "it came before");
    }
    return acts;
  }

  /** A change where nothing is concurrent. */
  static void apply(DictDraft fields, Operation.Alter alter) {
    String field = alter.path().get(0);
    fields.put(field, Value.of(alter.change().apply(of(fields.get(field)).text())));
  }

  /** The text that a state has at a path; empty where it has none. */
  static Value.Str at(ItemState state, List<String> path) {
    return of(Difference.at(state, path));
  }

  private static Value.Str of(@Nullable Value value) {
    return value instanceof Value.Str text ? text : EMPTY;
  }

  /** The value after concurrent edits, at most one of each node of the region. */
  Value merge(List<Edit<Operation.Alter>> edits) {
    Map<Node, TextChange> changes = new HashMap<>();
    edits.forEach(edit -> changes.put(edit.by(), edit.operation().change()));
    int before = -1;
    for (int place = 0; place < branches.size(); place++) {
      TextChange change = changes.get(branches.node(place));
      if (change != null) {
        branches.way(before, place, other -> see(other, false), other -> see(other, true));
        int act = acts[branches.rank(place)];
        if (footprints[act] != null) {
          see(place, true);
        } else {
          change.splices().forEach(splice -> inserted.append(splice.insert()));
          footprints[act] = weave.add(act, change);
          seeing[act] = 1;
        }
        before = place;
      }
    }
    StringBuilder text = new StringBuilder();
    weave.forEachLeft((first, count) -> append(text, first, count));
    return Value.of(LongText.of(text.toString()));
  }

  private void see(int place, boolean seen) {
    int act = acts[branches.rank(place)];
    Weave.Footprint footprint = footprints[act];
    int others = seeing[act] - (seen ? 0 : 1);
    if (footprint != null) {
      seeing[act] = others + (seen ? 1 : 0);
      if (others == 0) {
        weave.see(footprint, seen);
      }
    }
  }

  /** Whether an element is the second half of a surrogate pair. */
  private boolean isJoined(int number) {
    boolean old = number < base.length();
    return Character.isLowSurrogate(
        old ? base.charAt(number) : inserted.charAt(number - base.length()));
  }

  private void append(StringBuilder text, int first, int count) {
    if (first < base.length()) {
      text.append(base, first, first + count);
    } else {
      int from = first - base.length();
      text.append(inserted, from, from + count);
    }
  }
}
