package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.Invariant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the commits of a log stand, found by id and by item: segments that are stored beside the
 * log, and a tail in memory for what came since.
 *
 * <p>It is derived: where a page turns out to be damaged, the commits are found in the log again,
 * and the next opening writes it anew.
 */
public final class LogIndex implements Entries {
  private final Tags tags;
  private final @Nullable Rescan rescan;
  private final @Nullable StoredIndex segments;
  private IndexTail tail;
  private boolean healed;

  /** Finds commits in the log again. */
  @FunctionalInterface
  public interface Rescan {
    /**
     * Adds the commits of the first {@code position} bytes of the log, and their seals; throws
     * {@code Corrupted} where it cannot be read.
     */
    void upTo(long position, LogIndex index);
  }

  /** The bytes of a segment, and where in the file they belong; what follows there is cut. */
  public record Segment(long offset, Octets bytes) {}

  /**
   * An index that is not stored.
   *
   * @param stamp a number that the log was given by chance at its beginning
   */
  public LogIndex(int stamp) {
    this(new Tags(stamp));
  }

  private LogIndex(Tags tags) {
    this.tags = tags;
    this.rescan = null;
    this.segments = null;
    this.tail = new IndexTail(0);
  }

  /**
   * One that is stored, as far as it was written.
   *
   * @param rescan finds commits in the log where the index is damaged
   */
  public LogIndex(int stamp, Rescan rescan, StoredIndex segments) {
    this.tags = new Tags(stamp);
    this.rescan = rescan;
    this.segments = segments;
    this.tail = new IndexTail(segments.count());
  }

  /** Whether the log lacks what a whole index says it once held on disk. */
  public boolean isLogShortened() {
    return segments != null && segments.isLogShortened();
  }

  /** How much of the log the stored part covers; 0 where nothing is stored. */
  public long storedTo() {
    return segments == null ? 0 : segments.to();
  }

  /** How many commits the stored part covers. */
  public int storedCount() {
    return segments == null ? 0 : segments.count();
  }

  /** How long the file is as far as it fits the log. */
  public long storedBytes() {
    return segments == null ? 0 : segments.bytes();
  }

  /** Whether there is a place where it can be stored. */
  public boolean isStored() {
    return segments != null && !healed;
  }

  /** Whether the stored part was found to be damaged since this was opened, and is of no use. */
  public boolean isHealed() {
    return healed;
  }

  /** The state that was written with the newest segment. */
  public Optional<Octets> state() {
    return segments == null || segments.isEmpty()
        ? Optional.empty()
        : Optional.of(segments.state());
  }

  /** The notes of all segments, oldest first. */
  public List<Octets> notes() {
    return segments == null ? List.of() : segments.notes();
  }

  /** How many commits there are. */
  public int count() {
    return tail.end();
  }

  /** A hash of the name of an item. */
  public int tagOf(String item) {
    return tags.of(item);
  }

  /** Adds the next commit and returns its number; it may not be in the log yet. */
  public int add(Octets id, String item, int itemTag, int previous, long offset) {
    tail.add(id, tags.of(id), itemTag, item, previous, offset);
    return tail.end() - 1;
  }

  /** The name of a commit's item, where it is not sure that the log can be read there. */
  public Optional<String> recentName(int number) {
    return number < tail.first() ? Optional.empty() : Optional.ofNullable(tail.name(number));
  }

  /** What stands before a position of the log can be read there from now on. */
  public void readable(long position) {
    tail.readable(position);
  }

  /** A commit that was not in the log is there now. */
  public void place(int number, long offset) {
    tail.place(number, offset);
  }

  /** The seal of a commit that had none stands at an offset. */
  public void seal(int number, long offset) {
    tail.seal(number, offset);
  }

  /** Whether a commit is only in the tail, with its whole id. */
  public boolean isRecent(int number) {
    return number >= tail.first();
  }

  /** The id of a recent commit. */
  public Octets recentId(int number) {
    return tail.id(number);
  }

  /**
   * The commit with that id, or -1; {@code match} tells whether one has it and counts, for the
   * index holds only a hash.
   */
  public int find(Octets id, Match match) {
    int tag = tags.of(id);
    int found = tail.find(id, tag, match);
    if (found >= 0 || segments == null) {
      return found;
    }
    try {
      return segments.find(tag, match);
    } catch (IndexDamaged damaged) {
      heal();
      return tail.find(id, tag, match);
    }
  }

  /** The newest commit of an item, or -1; {@code match} tells whether a commit is of the item. */
  public int newest(int itemTag, Match match) {
    int found = tail.newest(itemTag, match);
    if (found >= 0 || segments == null) {
      return found;
    }
    try {
      return segments.newest(itemTag, match);
    } catch (IndexDamaged damaged) {
      heal();
      return tail.newest(itemTag, match);
    }
  }

  @Override
  public int idTag(int number) {
    return ask(number, Entries::idTag);
  }

  @Override
  public int itemTag(int number) {
    return ask(number, Entries::itemTag);
  }

  @Override
  public int previous(int number) {
    return ask(number, Entries::previous);
  }

  @Override
  public long offset(int number) {
    return askLong(number, Entries::offset);
  }

  @Override
  public long sealOffset(int number) {
    return askLong(number, Entries::sealOffset);
  }

  /** A question about an entry. */
  private interface Question {
    int of(Entries entries, int number);
  }

  /** A question whose answer is long. */
  private interface LongQuestion {
    long of(Entries entries, int number);
  }

  private int ask(int number, Question question) {
    try {
      return question.of(part(number), number);
    } catch (IndexDamaged damaged) {
      heal();
      return question.of(tail, number);
    }
  }

  private long askLong(int number, LongQuestion question) {
    try {
      return question.of(part(number), number);
    } catch (IndexDamaged damaged) {
      heal();
      return question.of(tail, number);
    }
  }

  private Entries part(int number) {
    return segments == null || number >= tail.first() ? tail : segments.holding(number);
  }

  /**
   * A page is damaged: all that was stored is found in the log once more. Where that is damaged
   * too, all stays as it is, and whoever asked is told.
   */
  private void heal() {
    StoredIndex damaged = Objects.requireNonNull(segments, "only what is stored is damaged");
    LogIndex found = new LogIndex(tags);
    Objects.requireNonNull(rescan).upTo(damaged.to(), found);
    Invariant.check(found.count() == tail.first(), "a log always gives the same commits");
    healed = true;
    damaged.clear();
    found.tail.addAll(tail, tail.first());
    tail = found.tail;
  }

  /**
   * Moves the commits before a number from the tail into a segment that is to be stored; nothing
   * may be looked up until it is.
   *
   * @param cover how much of the log that covers
   * @param notes what the engine wants to find again of the records since the last segment
   */
  public Segment store(int end, Cover cover, Octets state, Octets notes) {
    StoredIndex stored = Objects.requireNonNull(segments, "there is a place for an index");
    Segment segment;
    try {
      segment = stored.add(this::part, end, cover, state, notes);
    } catch (IndexDamaged damaged) {
      heal();
      return new Segment(0, Octets.EMPTY);
    }
    IndexTail rest = new IndexTail(end);
    rest.addAll(tail, end);
    tail = rest;
    return segment;
  }

  /** The index is not used any more. */
  public void close(PageCache cache) {
    if (segments != null) {
      segments.close(cache);
    }
  }
}
