package dev.goatdb.core.value;

import dev.goatdb.error.GoatException;
import org.jspecify.annotations.Nullable;

/** The path of an item, {@code /type/repo/item}. */
public final class ItemPath implements Comparable<ItemPath> {
  private final RepositoryPath repository;
  private final String item;
  private @Nullable String text;

  /** Throws {@code InvalidValue} where the name of the item is none. */
  public ItemPath(RepositoryPath repository, String item) {
    PathSegment.checkItem(item, repository);
    this.repository = repository;
    this.item = item;
  }

  /** Reads {@code /type/repo/item}; throws {@code InvalidValue} for anything else. */
  public static ItemPath parse(String path) {
    int last = path.lastIndexOf('/');
    int second = path.indexOf('/', 1);
    if (!path.startsWith("/")
        || second < 0
        || last == second
        || path.indexOf('/', second + 1) != last) {
      throw new GoatException.InvalidValue(
          "'" + path + "' is not the path of an item.",
          "Write /type/repo/item, such as /data/todos/milk.");
    }
    String type = path.substring(1, second);
    String name = path.substring(second + 1, last);
    PathSegment.check(type, path, PathSegment.MOST_REPOSITORY_BYTES);
    PathSegment.check(name, path, PathSegment.MOST_REPOSITORY_BYTES);
    ItemPath parsed = new ItemPath(new RepositoryPath(type, name), path.substring(last + 1));
    parsed.text = path;
    return parsed;
  }

  public RepositoryPath repository() {
    return repository;
  }

  public String item() {
    return item;
  }

  @Override
  public int compareTo(ItemPath other) {
    int byRepository = repository.compareTo(other.repository);
    return byRepository != 0 ? byRepository : item.compareTo(other.item);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemPath that
        && item.equals(that.item)
        && repository.equals(that.repository);
  }

  @Override
  public int hashCode() {
    return 31 * repository.hashCode() + item.hashCode();
  }

  @Override
  public String toString() {
    String known = text;
    if (known == null) {
      known = repository + "/" + item;
      text = known;
    }
    return known;
  }
}
