package dev.goatdb.core;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.sync.Holdings;
import dev.goatdb.core.sync.Obstacle;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a repository holds, for those who keep it in step with others. */
final class Inventory implements Holdings {
  private final History history;
  private final Graph graph;
  private final Receipts receipts;
  private final Supplier<Optional<Obstacle>> obstacle;

  /**
   * @param obstacle what keeps more from being taken in, where something does
   */
  Inventory(
      History history, Graph graph, Receipts receipts, Supplier<Optional<Obstacle>> obstacle) {
    this.obstacle = obstacle;
    this.history = history;
    this.graph = graph;
    this.receipts = receipts;
  }

  @Override
  public SetDigest digest() {
    return history.digest();
  }

  @Override
  public List<ChainHead> heads() {
    return receipts.chains().heads();
  }

  @Override
  public Numbers all() {
    Numbers all = new Numbers();
    int stored = history.index().storedCount();
    all.addAll(0, stored);
    for (int number = stored; number < history.count(); number++) {
      if (history.isSealed(number)) {
        all.add(number);
      }
    }
    history.taken().forEach(all::remove);
    return all;
  }

  @Override
  public Numbers open() {
    Numbers open = new Numbers();
    history
        .unreceipted()
        .forEach(number -> {
          if (holds(number)) {
            open.add(number);
          }
        });
    return open;
  }

  @Override
  public Numbers tail(List<ChainHead> known) {
    if (known.isEmpty()) {
      return all();
    }
    Numbers tail = open();
    if (!receipts.understands(known)) {
      return tail;
    }
    receipts
        .missing(known)
        .forEach(offset -> {
          for (CommitId id : receipts.at(offset).commits()) {
            int number = history.find(id);
            if (number >= 0 && holds(number)) {
              tail.add(number);
            }
          }
        });
    return tail;
  }

  @Override
  public List<CommitId> absent() {
    return receipts.absent();
  }

  @Override
  public boolean holds(int number) {
    return history.isSealed(number) && !history.taken().contains(number);
  }

  @Override
  public Optional<Obstacle> obstacle() {
    return obstacle.get();
  }

  @Override
  public CommitId id(int number) {
    return history.id(number);
  }

  @Override
  public long clock(int number) {
    return history.index().recentName(number).isPresent()
        ? graph.node(number).header().clock()
        : StoredCommit.clock(history.stored(number));
  }
}
