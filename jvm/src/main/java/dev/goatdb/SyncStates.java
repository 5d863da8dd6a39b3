package dev.goatdb;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Notice;
import dev.goatdb.core.Status;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Host;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts how far edits have got, and tells whoever listens when that changes. */
final class SyncStates {
  private final Host host;
  private final Losses losses;
  private final Optional<ServerLink> server;
  private final Executor executor;
  private final List<Consumer<SyncState>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean due = new AtomicBoolean();
  private @Nullable SyncState told;

  /**
   * @param executor runs the listeners
   */
  SyncStates(Host host, Losses losses, Optional<ServerLink> server, Executor executor) {
    this.host = host;
    this.losses = losses;
    this.server = server;
    this.executor = executor;
  }

  /** All repositories that are open. */
  SyncState all() {
    return host.read(engine -> {
      SyncState all = new SyncState(isOnline(), 0, 0, 0, losses.count(), problem());
      for (RepositoryPath path : engine.open()) {
        all = all.and(count(engine, path, 0));
      }
      return all;
    });
  }

  SyncState of(RepositoryPath path) {
    return host.look(path, engine -> count(engine, path, losses.count(path)));
  }

  private SyncState count(Engine engine, RepositoryPath path, int refused) {
    Status status = engine.status(path);
    return new SyncState(
        isOnline(),
        status.pending(),
        status.here(),
        status.receipted(),
        refused,
        status.obstacle().map(Obstacle::reason).or(this::problem));
  }

  private boolean isOnline() {
    return server.filter(ServerLink::isOnline).isPresent();
  }

  private Optional<String> problem() {
    return server.flatMap(ServerLink::rejection).map(GoatException::getMessage);
  }

  /** Many changes in a row are told of once. */
  Subscription listen(Consumer<SyncState> listener) {
    SyncState now = all();
    synchronized (due) {
      told = told == null ? now : told;
    }
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Something happened that may make a difference. */
  void hear(List<Notice> notices) {
    if (!listeners.isEmpty() && !notices.isEmpty() && due.compareAndSet(false, true)) {
      try {
        executor.execute(this::tell);
      } catch (RejectedExecutionException closing) {
        due.set(false);
      }
    }
  }

  private void tell() {
    due.set(false);
    try {
      SyncState now = all();
      synchronized (due) {
        if (now.equals(told)) {
          return;
        }
        told = now;
      }
      listeners.forEach(listener -> listener.accept(now));
    } catch (GoatException.Closed late) {
      listeners.clear();
    }
  }
}
