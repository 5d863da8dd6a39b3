package dev.goatdb.core;

import dev.goatdb.core.host.Effect;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The open repositories of an engine, and who waits for one to be loaded. */
final class Repositories {
  private static final int CALLS_BETWEEN_LOOKS = 64;

  private final Context context;
  private final Map<RepositoryPath, Repository> open = new TreeMap<>();
  private final Map<RepositoryPath, List<Awaiting>> loading = new LinkedHashMap<>();

  private int calls;

  /** Somebody who waits for a log to be loaded. */
  private record Awaiting(Consumer<Repository> then, Consumer<GoatException> otherwise) {}

  Repositories(Context context) {
    this.context = context;
    context.permit(context.settings().policy().permissions(context, this));
  }

  boolean contains(RepositoryPath path) {
    return open.containsKey(path);
  }

  Collection<Repository> all() {
    return open.values();
  }

  List<RepositoryPath> paths() {
    return List.copyOf(open.keySet());
  }

  @Nullable Repository find(RepositoryPath path) {
    return open.get(path);
  }

  void ifOpen(RepositoryPath path, Consumer<Repository> action) {
    Repository repository = open.get(path);
    if (repository != null) {
      action.accept(repository);
    }
  }

  /** Throws {@code NotFound} where it is not open. */
  Repository get(RepositoryPath path) {
    Repository repository = open.get(path);
    if (repository == null) {
      throw new GoatException.NotFound(
          "The repository " + path + " is not open.", "Open it first.");
    }
    return repository;
  }

  /** Closes one that is idle. */
  void release(RepositoryPath path) {
    Repository repository = get(path);
    if (repository.isIdle()) {
      open.remove(path);
      repository.log().mark();
      repository.checkpoint().ifPresent(Checkpoint::complete);
      context.atEnd(() -> {
        repository.close();
        context.outbox().add(new Effect.Release(path.toString()));
      });
    }
  }

  void put(RepositoryPath path, Repository repository) {
    Repository before = open.put(path, repository);
    if (before != null) {
      repository.presence().takeOver(before.presence());
    }
    List<Awaiting> waiting = loading.remove(path);
    if (waiting != null) {
      waiting.forEach(one -> one.then().accept(repository));
    }
  }

  /** Hands on a repository, now or when its log is loaded. */
  void whenOpen(RepositoryPath path, Consumer<Repository> then, Consumer<GoatException> otherwise) {
    Repository repository = open.get(path);
    if (repository != null) {
      then.accept(repository);
      return;
    }
    List<Awaiting> waiting = loading.computeIfAbsent(path, name -> new ArrayList<>());
    waiting.add(new Awaiting(then, otherwise));
    if (waiting.size() == 1) {
      context.outbox().add(new Effect.Load(path.toString()));
    }
  }

  void cannotOpen(RepositoryPath path, GoatException error) {
    List<Awaiting> waiting = loading.remove(path);
    if (waiting != null) {
      waiting.forEach(one -> one.otherwise().accept(error));
    }
  }

  /** Lets items that were not used lately leave memory, where there are too many. */
  void relieve() {
    if (++calls % CALLS_BETWEEN_LOOKS != 0) {
      return;
    }
    int most = context.limits().residentItems();
    int resident = 0;
    for (Repository repository : open.values()) {
      resident += repository.items().resident();
    }
    if (resident > most) {
      double share = 0.875 * most / resident;
      for (Repository repository : open.values()) {
        int target = (int) (repository.items().resident() * share);
        repository.items().evict(target);
        if (repository.items().resident() > target) {
          repository.log().syncSoon();
        }
      }
    }
  }

  /** Commits all edits that wait; how long the logs are then. */
  Map<RepositoryPath, Long> commit() {
    Map<RepositoryPath, Long> positions = new LinkedHashMap<>();
    for (Repository repository : open.values()) {
      if (!repository.log().isDamaged()) {
        repository.items().gathering().commitAll();
        positions.put(repository.path(), repository.log().length());
      }
    }
    return positions;
  }

  /** Commits all edits that wait, seals what nobody has sealed, and makes all logs safe. */
  void flush() {
    for (RepositoryPath path : commit().keySet()) {
      get(path).sealer().flush();
      get(path).log().sync();
    }
  }

  /** Writes the indexes as far as their logs are safe. */
  void checkpoint() {
    for (Repository repository : open.values()) {
      if (!repository.isProvisional()) {
        repository.log().mark();
        repository.checkpoint().ifPresent(Checkpoint::complete);
      }
    }
  }

  /** Whether everything is written, sealed as far as it can be, and safe. */
  boolean isAtRest() {
    for (Repository repository : open.values()) {
      boolean writable = !repository.isProvisional() && !repository.log().isDamaged();
      boolean safe = repository.log().isSafe(repository.log().length());
      if (writable && (!safe || repository.sealer().isSealing())) {
        return false;
      }
    }
    return true;
  }
}
