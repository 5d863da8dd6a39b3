package dev.goatdb.core;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.merge.Moving;
import dev.goatdb.core.merge.Overlay;
import dev.goatdb.core.value.ItemState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An item as this device shows it: the merged value of its heads, over it the live edits of others,
 * and over these the edits that wait to be committed.
 */
final class Document {
  private final Overlay overlay = new Overlay();
  private ItemState merged;
  private ItemState shown;
  private Map<SessionId, Live> live = Map.of();
  private long lastCommitMillis = Long.MIN_VALUE / 2;
  private boolean scheduled;
  private long shownToOthersMillis = Long.MIN_VALUE / 2;
  private long loggedAt;

  /** What another session is about to commit, and when that is forgotten. */
  private record Live(List<Operation> operations, long untilMillis) {
    /** The same above another value: what changes texts goes on meaning what it did. */
    Live over(Moving moving) {
      return new Live(moving.all(operations), untilMillis);
    }
  }

  Document(ItemState merged) {
    this.merged = merged;
    this.shown = merged;
  }

  /** Where in the log the last commit made on this device ends; 0 where there is none. */
  long loggedAt() {
    return loggedAt;
  }

  void loggedAt(long position) {
    loggedAt = position;
  }

  ItemState merged() {
    return merged;
  }

  ItemState shown() {
    return shown;
  }

  boolean isDirty() {
    return !overlay.isEmpty();
  }

  /** The heads changed: the waiting edits now stand over their new value. */
  void merge(ItemState value) {
    Moving moving = new Moving(merged, value);
    overlay.rebase(moving);
    if (isLive()) {
      Map<SessionId, Live> moved = new TreeMap<>();
      live.forEach((session, edits) -> moved.put(session, edits.over(moving)));
      live = moved;
    }
    merged = value;
    show();
  }

  private void show() {
    ItemState theirs = merged;
    Set<List<String>> altered = new HashSet<>();
    for (Live edits : live.values()) {
      List<Operation> operations = new ArrayList<>(edits.operations());
      operations.removeIf(operation -> !mayShow(operation, altered));
      theirs = Overlay.after(theirs, operations);
    }
    shown = overlay.over(theirs);
  }

  /** Of a text, one live change, where none of here waits: each is one of the merged value. */
  private boolean mayShow(Operation operation, Set<List<String>> altered) {
    return !operation.countsPlaces()
        || !overlay.counts(operation.path()) && altered.add(operation.path());
  }

  /**
   * What somebody else is about to commit, in place of what that was before; may be nothing.
   *
   * @param untilMillis when it is forgotten
   */
  void live(SessionId session, List<Operation> operations, long untilMillis) {
    Map<SessionId, Live> changed = new TreeMap<>(live);
    changed.remove(session);
    if (!operations.isEmpty()) {
      changed.put(session, new Live(operations, untilMillis));
    }
    live = changed;
    show();
  }

  /** Live edits have become a commit: they are shown until that is {@linkplain #merge merged}. */
  void fulfil(SessionId session) {
    if (live.containsKey(session)) {
      live = new TreeMap<>(live);
      live.remove(session);
    }
  }

  /** The live edits that were to be forgotten by a time are. */
  void forget(long nowMillis) {
    Map<SessionId, Live> rest = new TreeMap<>(live);
    rest.values().removeIf(edits -> edits.untilMillis() <= nowMillis);
    live = rest;
    show();
  }

  /** A field is about to be edited here: what others are doing to it is older, and gives way. */
  void supersede(Predicate<String> field) {
    Map<SessionId, Live> rest = new TreeMap<>();
    live.forEach((session, edits) -> {
      List<Operation> others = new ArrayList<>(edits.operations());
      others.removeIf(edit -> field.test(edit.path().get(0)));
      if (!others.isEmpty()) {
        rest.put(session, new Live(others, edits.untilMillis()));
      }
    });
    live = rest;
    show();
  }

  /** What is shown without the live edits of others. */
  ItemState settled() {
    return live.isEmpty() ? shown : overlay.over(merged);
  }

  boolean isLive() {
    return !live.isEmpty();
  }

  void edit(List<Operation> operations) {
    operations.forEach(overlay::add);
    overlay.bound(merged);
    boolean text = !isLive();
    for (Operation operation : operations) {
      text &= operation.countsPlaces();
    }
    if (text) {
      // Each keystroke is added to what is shown, for all that wait may be many.
      shown = Overlay.after(shown, operations);
    } else {
      show();
    }
  }

  /**
   * Takes the waiting edits to be committed now: those that change something, or all that create
   * the item.
   */
  List<Operation> takeEdits(long nowMillis, boolean creation) {
    lastCommitMillis = nowMillis;
    scheduled = false;
    return creation ? overlay.drainAll() : overlay.drain(merged);
  }

  /** The edits that wait: those that change something, or all that create the item. */
  List<Operation> waiting(boolean creation) {
    return creation ? overlay.all() : overlay.effective(merged);
  }

  /** The edits that wait are not to be made. */
  void dropEdits() {
    overlay.drainAll();
    show();
  }

  /** An edit is committed without having waited. */
  void committed(long nowMillis) {
    lastCommitMillis = nowMillis;
  }

  /** The fields that the waiting edits change. */
  Set<String> waiting() {
    return overlay.fields();
  }

  /** About how large the commit of the waiting edits would be. */
  int pendingBytes() {
    return overlay.bytes();
  }

  /** When the waiting edits may be committed. */
  long dueMillis(int commitsPerSecond) {
    return lastCommitMillis + 1000 / commitsPerSecond;
  }

  /** When the waiting edits were last shown to others, or are about to be. */
  long shownToOthersMillis() {
    return shownToOthersMillis;
  }

  void shownToOthers(long millis) {
    shownToOthersMillis = millis;
  }

  /** Marks that a commit is scheduled; true where it was not before. */
  boolean schedule() {
    boolean first = !scheduled;
    scheduled = true;
    return first;
  }
}
