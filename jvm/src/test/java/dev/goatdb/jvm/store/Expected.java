package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a log holds by the contract of a store, and what the disk may hold of it. */
final class Expected {
  /**
   * Some records, of which a loss of power leaves at least so many.
   *
   * @param generation 1 + how often the log was replaced
   */
  record Version(List<Octets> records, int least, int generation) {
    boolean allows(List<Octets> found) {
      return found.size() >= least
          && found.size() <= records.size()
          && found.equals(records.subList(0, found.size()));
    }
  }

  /** What is read. */
  Version now = new Version(List.of(), 0, 1);

  /** What was before a change that is not confirmed. */
  final List<Version> before = new ArrayList<>();

  /** What a change under way leads to. */
  Optional<Version> next = Optional.empty();

  /** What changes that failed may have left behind the logical end, until one succeeds. */
  final List<Version> leftovers = new ArrayList<>();

  /** Whether a sync has failed, so that nothing is confirmed until the log is opened anew. */
  boolean broken;

  Octets index = Octets.EMPTY;

  /** The change under way is made. */
  void made() {
    now = next.orElseThrow();
    next = Optional.empty();
    leftovers.clear();
  }

  /** The change under way is made, and what was before may come back. */
  void madeUnconfirmed() {
    before.add(partlyCut(next.orElseThrow()));
    made();
  }

  /** What is there now, less what a cut may have taken. */
  private Version partlyCut(Version cut) {
    boolean replaced = cut.generation() != now.generation();
    int least = replaced ? now.least() : Math.min(now.least(), cut.least());
    return new Version(now.records(), least, now.generation());
  }

  /** The change under way is not made; what it wrote may come back until that is confirmed. */
  void failed() {
    if (next.filter(this::isAppend).isPresent()) {
      leftovers.add(next.orElseThrow());
      before.add(next.orElseThrow());
    }
    next = Optional.empty();
  }

  /** Whether there may be anything but zeros behind the logical end. */
  boolean isUntidy() {
    return next.isPresent() || !leftovers.isEmpty();
  }

  void confirmed() {
    now = new Version(now.records(), now.records().size(), now.generation());
    before.clear();
  }

  void append(List<Octets> batch) {
    List<Octets> records = new ArrayList<>(now.records());
    records.addAll(batch);
    next = Optional.of(new Version(records, now.least(), now.generation()));
  }

  void replace(List<Octets> records) {
    next = Optional.of(new Version(records, records.size(), now.generation() + 1));
  }

  void truncate(int count) {
    List<Octets> records = now.records().subList(0, count);
    next = Optional.of(new Version(records, Math.min(now.least(), count), now.generation()));
  }

  /** Takes what is found after a crash for what is, if it may be. */
  boolean found(List<Octets> records, boolean powerLost) {
    List<Version> candidates = new ArrayList<>(List.of(now));
    next.ifPresent(candidates::add);
    leftovers.forEach(v -> candidates.add(new Version(v.records(), now.least(), v.generation())));
    if (powerLost) {
      next.ifPresent(cut -> candidates.add(partlyCut(cut)));
      candidates.addAll(before);
    }
    Optional<Version> match =
        candidates.stream()
            .filter(v -> powerLost ? v.allows(records) : afterEndOfProcess(v).allows(records))
            .findFirst();
    next = Optional.empty();
    leftovers.clear();
    broken = false;
    now = new Version(records, 0, match.map(Version::generation).orElse(0));
    confirmed();
    return match.isPresent();
  }

  /** All is there; of an append under way perhaps a part. */
  private Version afterEndOfProcess(Version version) {
    int least = isAppend(version) ? now.records().size() : version.records().size();
    return new Version(version.records(), least, version.generation());
  }

  private boolean isAppend(Version version) {
    int size = now.records().size();
    return version.generation() == now.generation()
        && version.records().size() >= size
        && version.records().subList(0, size).equals(now.records());
  }
}
