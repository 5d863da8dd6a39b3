package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.sync.Obstacle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an authority that lost commits of a repository gets back: what it once gave a receipt for is
 * taken from whoever brings it. What has none waits until that is complete, for it would be judged
 * by what is half there.
 */
final class Restoration {
  private final Context context;
  private final Repository repository;
  private final Map<SessionId, Integer> from = new LinkedHashMap<>();
  private int back;
  private long progressMillis;
  private boolean told;
  private boolean watching;

  Restoration(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
  }

  /** Whether only what has a receipt is taken in. */
  boolean holdsBack() {
    return context.settings().authority()
        && (context.isRestoring() || repository.receipts().awaited() > 0);
  }

  /** What others are told of it. */
  Optional<Obstacle> obstacle() {
    return holdsBack() ? Optional.of(Obstacle.ofRestoring(repository.path())) : Optional.empty();
  }

  /** Whether it waits for commits that may still come. */
  boolean isWatching() {
    return watching;
  }

  Restorations.Report report() {
    return new Restorations.Report(
        repository.path(),
        back,
        new LinkedHashMap<>(from),
        repository.receipts().awaited(),
        repository.receipts().lost().size());
  }

  /** Somebody brought commits that the authority had once. */
  void cameBack(SessionId by, int count) {
    back += count;
    from.merge(by, count, Integer::sum);
    proceed();
  }

  /** What is known to be missing may have changed: whoever may have something to send is told. */
  void proceed() {
    if (!context.settings().authority()) {
      return;
    }
    progressMillis = context.nowMillis();
    boolean waits = holdsBack();
    if (waits != told) {
      told = waits;
      repository.tellObstacle();
      context.outbox().add(new Notice.Restoring(report()));
    }
    watch();
  }

  private void watch() {
    if (!watching && repository.receipts().awaited() > 0 && !context.isRestoring()) {
      watching = true;
      long due = progressMillis + context.limits().restoringMillis();
      context.timers().at(due, this::lookAgain);
    }
  }

  private void lookAgain() {
    watching = false;
    if (context.nowMillis() < progressMillis + context.limits().restoringMillis()) {
      watch();
    } else if (!context.isRestoring()) {
      giveUp();
    }
  }

  /** Goes on without what nobody brought; it is still taken from somebody who does later. */
  void giveUp() {
    List<CommitId> lost = new ArrayList<>(repository.receipts().early());
    lost.removeAll(repository.receipts().lost());
    if (!lost.isEmpty() && repository.obstacle().isEmpty()) {
      repository.issuer().giveUp(lost);
    }
  }
}
