package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pass over all items of a repository in the order in which they came, some at a time; each is
 * seen as it is when its turn comes. What is in memory afterwards is what was before.
 */
public final class Scan {
  private final Repositories repositories;
  private final RepositoryPath path;
  private @Nullable Repository repository;
  private boolean[] followed = new boolean[0];
  private int next;

  /** An item that was seen. */
  public record Seen(String item, SchemaId schema, ItemState state) {}

  Scan(Repositories repositories, RepositoryPath path) {
    this.repositories = repositories;
    this.path = path;
  }

  /** So many items more, fewer only at the end. */
  public List<Seen> next(int most) {
    Repository from = repositories.get(path);
    if (!from.equals(repository)) {
      repository = from;
      followed = Names.followed(from.history());
    }
    List<Seen> seen = new ArrayList<>();
    History history = from.history();
    while (seen.size() < most && next < history.count()) {
      int number = next++;
      if (history.index().previous(number) < 0) {
        see(from, number).ifPresent(seen::add);
      }
    }
    return seen;
  }

  /** An item by its first commit, which says everything where no other one follows. */
  private Optional<Seen> see(Repository from, int first) {
    boolean alone = first < followed.length && !followed[first];
    Optional<Commit> only = alone ? from.history().passing(first) : Optional.empty();
    String item = only.isPresent() ? only.get().header().item() : from.history().item(first);
    return (only.isPresent() ? from.items().look(item, only) : from.items().look(item))
        .map(shown -> new Seen(item, shown.schema(), shown.state()));
  }
}
