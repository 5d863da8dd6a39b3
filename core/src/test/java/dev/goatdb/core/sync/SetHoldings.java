package dev.goatdb.core.sync;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commits as plain objects, for channels without a repository. One chain of receipts covers them in
 * the order of {@link One#receipt()}.
 */
final class SetHoldings implements Holdings {
  private static final Octets CHAIN = Octets.wrap(new byte[ChainHead.CHAIN_BYTES]);

  private final List<One> commits = new ArrayList<>();
  private final Map<CommitId, Integer> numbers = new HashMap<>();
  private final SetDigest digest = new SetDigest();
  private int receipts;

  /**
   * A commit.
   *
   * @param receipt the number of the receipt that covers it, or -1
   */
  record One(CommitId id, long clock, int receipt) {
    static One of(int seed, long clock, int receipt) {
      byte[] name = {(byte) seed, (byte) (seed >> 8), (byte) (seed >> 16), 7};
      return new One(new CommitId(Pure.sha256(name)), clock, receipt);
    }
  }

  void add(One commit) {
    if (numbers.putIfAbsent(commit.id(), commits.size()) == null) {
      commits.add(commit);
      digest.add(commit.id());
    }
  }

  /** Receipts are known up to a number. */
  void knows(int next) {
    receipts = Math.max(receipts, next);
  }

  int receipts() {
    return receipts;
  }

  One get(int number) {
    return commits.get(number);
  }

  int number(CommitId id) {
    return numbers.getOrDefault(id, -1);
  }

  @Override
  public SetDigest digest() {
    return digest;
  }

  @Override
  public List<ChainHead> heads() {
    return receipts == 0 ? List.of() : List.of(new ChainHead(CHAIN, receipts, ChainHead.NONE));
  }

  @Override
  public Numbers all() {
    Numbers all = new Numbers();
    all.addAll(0, commits.size());
    return all;
  }

  @Override
  public Numbers open() {
    return from(receipts);
  }

  @Override
  public Numbers tail(List<ChainHead> known) {
    return from(known.isEmpty() ? -1 : (int) Math.min(known.get(0).next(), receipts));
  }

  /** Those without a receipt that is known, or with one from a number on. */
  private Numbers from(int receipt) {
    Numbers found = new Numbers();
    for (int number = 0; number < commits.size(); number++) {
      int of = commits.get(number).receipt();
      if (receipt < 0 || of < 0 || of >= receipt || of >= receipts) {
        found.add(number);
      }
    }
    return found;
  }

  @Override
  public List<CommitId> absent() {
    return List.of();
  }

  @Override
  public boolean holds(int number) {
    return true;
  }

  @Override
  public Optional<Obstacle> obstacle() {
    return Optional.empty();
  }

  @Override
  public CommitId id(int number) {
    return commits.get(number).id();
  }

  @Override
  public long clock(int number) {
    return commits.get(number).clock();
  }
}
