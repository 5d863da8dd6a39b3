package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns own commits into sealed packs: one signature for all that gathered while the last one was
 * made.
 */
final class Sealer {
  /** About how much a commit takes in a pack beside its body. */
  static final int OVERHEAD_BYTES = 400;

  /** How long commits gather for a seal while nobody is there to get them. */
  private static final long GATHERING_MILLIS = 50;

  private final Context context;
  private final Repository repository;
  private final List<Loose> loose = new ArrayList<>();
  private long sequence;
  private boolean signing;
  private boolean gathering;
  private boolean flushing;
  private long readFrom;

  /** A commit that no seal covers: its number, and about how large it is. */
  private record Loose(int number, SessionId session, int bytes) {}

  Sealer(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
  }

  void add(int number, Commit commit) {
    loose.add(new Loose(number, commit.header().session(), commit.body().size() + OVERHEAD_BYTES));
  }

  /** Sees to it that loose commits are sealed: at once where somebody waits for them. */
  void seal() {
    if (!repository.links().isEmpty() || loose.size() >= context.limits().packCommits()) {
      sealNow();
    } else if (!gathering && !loose.isEmpty()) {
      gathering = true;
      context.timers().at(context.nowMillis() + GATHERING_MILLIS, this::gathered);
    }
  }

  /** Seals what is loose, and makes the seals safe as soon as they are written. */
  void flush() {
    flushing = isBusy();
    sealNow();
  }

  private void gathered() {
    gathering = false;
    sealNow();
  }

  /**
   * Starts a seal over the oldest loose commits, unless one is being signed or the organisation is
   * not known yet. A replica has one sealer: the keeper of its log.
   */
  void sealNow() {
    boolean early = !context.organisation().isKnown() || context.settings().follows();
    if (signing || loose.isEmpty() || early || repository.log().isDamaged()) {
      return;
    }
    signing = true;
    Optional<Units.Open> unit = repository.units().open(loose.get(0).number());
    int count = unit.isPresent() ? unit.get().numbers().size() : fitting();
    MerkleTree tree = tree(count);
    Seal draft =
        new Seal(
            context.organisation(),
            repository.path(),
            loose.get(0).session(),
            context.incarnation(),
            sequence++,
            unit.isPresent() ? unit.get().flags() : 0,
            tree.size(),
            tree.root(),
            Octets.EMPTY);
    context
        .outbox()
        .sign(
            KeyUse.SESSION,
            draft.message(),
            signature -> finish(new Piece(draft.signed(signature), tree)));
  }

  private void finish(Piece piece) {
    signing = false;
    if (repository.log().isDamaged()) {
      return;
    }
    long distance = repository.log().next() - offsetOf(loose.get(0));
    Octets stored = new StoredSeal(piece.seal(), distance, Optional.empty()).encode();
    long offset = repository.log().append(LogRecord.Type.SEAL, stored);
    List<Integer> numbers = take(0, piece.seal().size());
    repository.units().sealed(numbers);
    repository.history().sealed(numbers, offset, Optional.of(piece));
    repository.admission().announce(numbers, null);
    if (flushing) {
      repository.log().sync();
      flush();
    } else {
      seal();
    }
  }

  /** Whether commits will be sealed before long. */
  boolean isSealing() {
    return !loose.isEmpty()
        && context.organisation().isKnown()
        && !context.settings().follows()
        && !repository.log().isDamaged();
  }

  /** Whether a seal waits for its signature, or commits for a seal. */
  boolean isBusy() {
    return !loose.isEmpty();
  }

  /** An index holds what stands in the log before a position. */
  void readsFrom(long position) {
    readFrom = position;
  }

  /**
   * Puts the oldest loose commits under a seal read back from the log, which was made of them and
   * is not checked again. A seal over what an index holds already changes nothing.
   */
  void restore(StoredSeal seal, long offset) {
    if (offset - seal.distance() < readFrom) {
      return;
    }
    boolean damaged = repository.log().isDamaged();
    int first = find(offset - seal.distance(), damaged ? loose.size() : 1);
    if (first < 0 || seal.seal().size() > loose.size() - first) {
      if (damaged) {
        return;
      }
      throw Recovery.damaged(repository.path(), "a seal does not fit the commits before it");
    }
    List<Integer> numbers = take(first, seal.seal().size());
    repository.units().sealed(numbers);
    repository.history().sealed(numbers, offset, Optional.empty());
  }

  /**
   * Which of so many loose commits begins at an offset; behind damage others may stand before it.
   */
  private int find(long offset, int most) {
    for (int i = 0; i < Math.min(most, loose.size()); i++) {
      if (offsetOf(loose.get(i)) == offset) {
        return i;
      }
    }
    return -1;
  }

  private long offsetOf(Loose one) {
    return repository.history().index().offset(one.number());
  }

  private MerkleTree tree(int count) {
    List<Octets> ids = new ArrayList<>(count);
    for (Loose one : loose.subList(0, count)) {
      ids.add(repository.history().id(one.number()).hash());
    }
    return MerkleTree.of(ids);
  }

  private List<Integer> take(int first, int count) {
    List<Loose> taken = loose.subList(first, first + count);
    List<Integer> numbers = new ArrayList<>(count);
    taken.forEach(one -> numbers.add(one.number()));
    taken.clear();
    return numbers;
  }

  private int fitting() {
    int bytes = 0;
    int count = 0;
    for (Loose one : loose) {
      bytes += one.bytes();
      boolean full =
          bytes > context.limits().packBytes() || count == context.limits().packCommits();
      if (count > 0 && (full || repository.units().open(one.number()).isPresent())) {
        break;
      }
      count++;
    }
    return count;
  }
}
