package dev.goatdb.core.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The own commits of a log that an {@link AtomicMark} announced, while they are read one after
 * another. Behind damage nobody can tell which of them are missing: they are read as far as the
 * mark may reach, and are torn.
 */
public final class Announced<T> {
  private final List<T> members = new ArrayList<>();
  private Optional<AtomicMark> mark = Optional.empty();
  private long offset;
  private int read;
  private boolean torn;

  /** A mark was read that begins at an offset. */
  public void begin(AtomicMark announcing, long at) {
    end();
    mark = Optional.of(announcing);
    offset = at;
  }

  /** Whether commits that were announced are still to come. */
  public boolean isOpen() {
    return mark.isPresent();
  }

  /** What announced them; nothing where none are to come. */
  public Optional<AtomicMark> mark() {
    return mark;
  }

  /** Where the mark begins. */
  public long offset() {
    return offset;
  }

  /** One of them was read. */
  public void add(T member) {
    members.add(member);
    read++;
  }

  /** One of them was read and cannot be understood. */
  public void lose() {
    read++;
    torn = true;
  }

  /** Part of the log could not be read. */
  public void passDamage() {
    torn = isOpen();
  }

  /** Whether some may be missing. */
  public boolean isTorn() {
    return torn;
  }

  /** Whether as many were read as the mark announced. */
  public boolean isComplete() {
    return mark.isPresent() && read >= mark.get().size();
  }

  /** Those that were read and understood; nothing is to come any more. */
  public List<T> end() {
    List<T> all = List.copyOf(members);
    members.clear();
    mark = Optional.empty();
    read = 0;
    torn = false;
    return all;
  }
}
