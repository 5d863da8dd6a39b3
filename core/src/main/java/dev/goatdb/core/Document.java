package dev.goatdb.core;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.merge.Overlay;
import dev.goatdb.core.value.ItemState;
import java.util.List;
import java.util.Set;

/**
 * An item as this device shows it: the merged value of its heads, and over it the edits that wait
 * to be committed.
 */
final class Document {
  private final Overlay overlay = new Overlay();
  private ItemState merged;
  private ItemState shown;
  private long lastCommitMillis = Long.MIN_VALUE / 2;
  private boolean scheduled;
  private long loggedAt;

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
    merged = value;
    shown = overlay.over(value);
  }

  void edit(List<Operation> operations) {
    operations.forEach(overlay::add);
    shown = overlay.over(merged);
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
    shown = merged;
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

  /** Marks that a commit is scheduled; true where it was not before. */
  boolean schedule() {
    boolean first = !scheduled;
    scheduled = true;
    return first;
  }
}
