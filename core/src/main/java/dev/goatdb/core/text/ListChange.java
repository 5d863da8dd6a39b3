package dev.goatdb.core.text;

import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What an author changed about a list, as one way through it, whatever steps led there: elements
 * are kept, deleted, put there anew, or moved there from where they were. Positions are those of
 * the list before.
 *
 * @param parts from the beginning to the end; each changes something, and something is kept between
 *     two
 */
public record ListChange(List<Part> parts) {
  public static final ListChange NOTHING = new ListChange(List.of());

  /** So many parts has the change of a commit at the most. */
  public static final int MOST_PARTS = TextChange.MOST_SPLICES;

  /**
   * So many elements are kept, so many behind them deleted, and some put there.
   *
   * @param keep those between the end of the part before and this one, moved ones included
   */
  public record Part(int keep, int delete, List<Entry> put) {
    /** How many elements it moves. */
    public int moves() {
      int moves = 0;
      for (Entry entry : put) {
        moves += entry instanceof Entry.Moved ? 1 : 0;
      }
      return moves;
    }
  }

  /** An element of the list that a change leaves. */
  public sealed interface Entry {
    /** A new one. */
    record Fresh(Value value) implements Entry {}

    /** One that was elsewhere. */
    record Moved(int from) implements Entry {}

    /** One that stays where it is; a part only counts these. */
    record Kept(int from) implements Entry {}
  }

  /** One part. */
  public static ListChange of(int at, int delete, List<Entry> put) {
    boolean nothing = delete == 0 && put.isEmpty();
    return nothing ? NOTHING : new ListChange(List.of(new Part(at, delete, List.copyOf(put))));
  }

  /** What leads from one list to another; equal elements that changed places are moved. */
  public static ListChange between(List<Value> before, List<Value> after) {
    return before.equals(after) ? NOTHING : of(ListDifference.of(before, after), before.size());
  }

  /**
   * The change that leaves an arrangement of a list.
   *
   * @param entries those that are kept in their order
   */
  static ListChange of(List<Entry> entries, int size) {
    boolean[] stays = new boolean[size];
    boolean same = entries.size() == size;
    for (int i = 0; i < entries.size(); i++) {
      int from = from(entries.get(i));
      same &= from == i;
      if (from >= 0) {
        stays[from] = true;
      }
    }
    if (same) {
      return NOTHING;
    }
    ListDraft draft = new ListDraft();
    int at = 0;
    for (Entry entry : entries) {
      if (entry instanceof Entry.Kept kept) {
        draft.pass(stays, at, kept.from());
        draft.keep();
        at = kept.from() + 1;
      } else {
        draft.put(entry);
      }
    }
    draft.pass(stays, at, size);
    return draft.change();
  }

  private static int from(Entry entry) {
    return switch (entry) {
      case Entry.Fresh fresh -> -1;
      case Entry.Moved moved -> moved.from();
      case Entry.Kept kept -> kept.from();
    };
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** How many elements it puts into the list. */
  public int fresh() {
    int fresh = 0;
    for (Part part : parts) {
      fresh += part.put().size() - part.moves();
    }
    return fresh;
  }

  /** How many elements it moves. */
  public int moved() {
    int moved = 0;
    for (Part part : parts) {
      moved += part.moves();
    }
    return moved;
  }

  /** How many elements it takes out of the list. */
  public int deleted() {
    int deleted = 0;
    for (Part part : parts) {
      deleted += part.delete();
    }
    return deleted;
  }

  /** Where its last part ends in the list before. */
  public int end() {
    int end = 0;
    for (Part part : parts) {
      end += part.keep() + part.delete();
    }
    return end;
  }

  /** How many elements of the list before it speaks of. */
  private int extent() {
    int extent = end();
    for (Part part : parts) {
      for (Entry entry : part.put()) {
        extent = Math.max(extent, from(entry) + 1);
      }
    }
    return extent;
  }

  /** What becomes of a list of so many elements; what lies beyond its end is at its end. */
  List<Entry> arrange(int size) {
    boolean[] moved = new boolean[size];
    for (Part part : parts) {
      for (Entry entry : part.put()) {
        if (entry instanceof Entry.Moved from && from.from() < size) {
          moved[from.from()] = true;
        }
      }
    }
    List<Entry> entries = new ArrayList<>(size);
    int at = 0;
    for (Part part : parts) {
      at = keep(entries, moved, at, Math.min(size, at + part.keep()));
      for (Entry entry : part.put()) {
        if (from(entry) < size) {
          entries.add(entry);
        }
      }
      at = Math.min(size, at + part.delete());
    }
    keep(entries, moved, at, size);
    return entries;
  }

  private static int keep(List<Entry> entries, boolean[] moved, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!moved[i]) {
        entries.add(new Entry.Kept(i));
      }
    }
    return Math.max(from, to);
  }

  /**
   * The same in at most {@link #MOST_PARTS} parts: where there are more, all between the first and
   * the last of them is put there anew.
   *
   * @param before the list that it changes
   */
  public ListChange bounded(List<Value> before) {
    if (parts.size() <= MOST_PARTS) {
      return this;
    }
    int start = parts.get(0).keep();
    int end = Math.min(end(), before.size());
    List<Value> after = apply(before);
    List<Entry> put = new ArrayList<>();
    for (Value value : after.subList(start, after.size() - before.size() + end)) {
      put.add(new Entry.Fresh(value));
    }
    return of(start, end - start, put);
  }

  /** The list that it leaves. */
  public List<Value> apply(List<Value> before) {
    List<Value> after = new ArrayList<>(before.size());
    for (Entry entry : arrange(before.size())) {
      after.add(entry instanceof Entry.Fresh fresh ? fresh.value() : before.get(from(entry)));
    }
    return after;
  }

  /** This change and then another one, of the list that it leaves. */
  public ListChange then(ListChange next) {
    int size = extent() + next.extent();
    List<Entry> first = arrange(size);
    List<Entry> both = new ArrayList<>(first.size());
    for (Entry entry : next.arrange(first.size())) {
      switch (entry) {
        case Entry.Fresh fresh -> both.add(fresh);
        case Entry.Kept kept -> both.add(first.get(kept.from()));
        case Entry.Moved moved -> {
          Entry was = first.get(moved.from());
          both.add(was instanceof Entry.Kept kept ? new Entry.Moved(kept.from()) : was);
        }
      }
    }
    return of(both, size);
  }

  /**
   * The same change of a list that another one was made to meanwhile: what the other one deleted is
   * gone, what both moved is where this one has it, and at the same place its elements come first.
   *
   * @param size how long the list was that both had
   */
  public ListChange over(ListChange other, int size) {
    List<Entry> theirs = other.arrange(size);
    return of(ListMeeting.of(arrange(size), theirs, size), theirs.size());
  }

  /** One array: what each part keeps and deletes, and what it puts there. */
  public void write(CborWriter out) {
    out.array(3 * parts.size());
    for (Part part : parts) {
      out.integer(part.keep()).integer(part.delete()).array(part.put().size());
      for (Entry entry : part.put()) {
        out.array(2);
        switch (entry) {
          case Entry.Fresh fresh -> out.integer(0).value(fresh.value());
          case Entry.Moved moved -> out.integer(1).integer(moved.from());
          case Entry.Kept kept -> out.integer(1).integer(kept.from());
        }
      }
    }
  }

  /** Throws {@code Corrupted} unless a change comes next, in its one form. */
  public static ListChange read(CborReader in) {
    return new ListReader(in).read();
  }
}
