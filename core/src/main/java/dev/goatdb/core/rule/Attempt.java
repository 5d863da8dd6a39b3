package dev.goatdb.core.rule;

import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody tries to do with an item.
 *
 * @param who the session
 * @param item the name of the item; empty where it is about a repository as such
 * @param access one of reading, creating, updating, deleting
 * @param before the item as it stands; null where there is none or it is deleted
 * @param after the item as it will stand; null where it will be deleted, and in reading
 * @param changed the fields that change
 * @param nowMillis the time, since 1970
 */
public record Attempt(
    Who who,
    RepositoryPath repository,
    String item,
    Access access,
    @Nullable Seen before,
    @Nullable Seen after,
    Set<String> changed,
    long nowMillis) {

  /** An item's fields, and what they are by its schema. */
  public record Seen(Value.Dict fields, Type type) {}

  /** Where rules look other items up. */
  public interface Items {
    /** What there is at a path now. */
    Scope.Lookup find(ItemPath path);
  }

  /** An attempt at reading a repository. */
  public static Attempt toOpen(Who who, RepositoryPath repository, long nowMillis) {
    return new Attempt(who, repository, "", Access.READ, null, null, Set.of(), nowMillis);
  }

  /** An attempt at reading an item. */
  public static Attempt toRead(Who who, RepositoryPath repository, String item, Seen seen) {
    return new Attempt(who, repository, item, Access.READ, seen, null, Set.of(), 0);
  }

  /** The path, in words. */
  String where() {
    return item.isEmpty() ? repository.toString() : repository + "/" + item;
  }
}
