package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A pass over the commits of an open repository for items that may wait for an upgrade by code:
 * first all items that were there when it began, each once, then what comes in.
 */
final class UpgradePass {
  private static final int MOST_FAILURES = 10_000;

  private final Repository repository;
  private final Predicate<SchemaId> old;
  private final Map<String, Integer> again = new LinkedHashMap<>();
  private final Map<String, Failure> failures = new LinkedHashMap<>();
  private boolean[] followed = new boolean[0];
  private int next;

  /** Why an item could not be brought to a version. */
  record Failure(Schema version, String reason) {}

  /**
   * @param old whether commits of a schema can make an item wait
   */
  UpgradePass(Repository repository, Predicate<SchemaId> old) {
    this.repository = repository;
    this.old = old;
    if (repository.history().contexts().names(old)) {
      followed = Names.followed(repository.history());
    } else {
      next = repository.history().count();
    }
  }

  boolean isOver(Repository one) {
    return repository.equals(one);
  }

  /** Whether there are commits, or items, that it has not looked at. */
  boolean isBehind() {
    return next < repository.history().count() || !again.isEmpty();
  }

  /**
   * The next items, each with a version up to which it need not be looked at; most often none.
   *
   * @param looks at how many commits it looks at the most
   */
  Map<String, Integer> next(int most, int looks) {
    Map<String, Integer> items = new LinkedHashMap<>(again);
    again.clear();
    int count = repository.history().count();
    for (int i = 0; i < looks && items.size() < most && next < count; i++) {
      look(next++).ifPresent(item -> items.put(item, 0));
    }
    if (next >= followed.length) {
      followed = new boolean[0];
    }
    return items;
  }

  private Optional<String> look(int number) {
    History history = repository.history();
    if (history.taken().contains(number) || number < followed.length && followed[number]) {
      return Optional.empty();
    }
    boolean alone = number < followed.length && history.index().previous(number) < 0;
    Optional<Commit> only = alone ? history.passing(number) : Optional.empty();
    if (only.isPresent()) {
      return only.map(Commit::header)
          .filter(header -> old.test(header.schema()))
          .map(header -> header.item());
    }
    String item = history.item(number);
    boolean waits =
        number < followed.length
            || failures.containsKey(item)
            || old.test(repository.graph().node(number).header().schema());
    return waits ? Optional.of(item) : Optional.empty();
  }

  /** Nothing was written for an item, which may wait for a later version than that yet. */
  void again(String item, int version) {
    again.put(item, version);
  }

  void succeeded(String item) {
    failures.remove(item);
  }

  /** The oldest failure makes room when there are too many. */
  void failed(String item, Schema version, String reason) {
    if (failures.size() >= MOST_FAILURES && !failures.containsKey(item)) {
      failures.remove(failures.keySet().iterator().next());
    }
    failures.put(item, new Failure(version, reason));
  }

  @Nullable Failure failure(String item) {
    return failures.get(item);
  }
}
