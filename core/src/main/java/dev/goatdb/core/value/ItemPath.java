package dev.goatdb.core.value;

import dev.goatdb.error.GoatException;

/** The path of an item, {@code /type/repo/item}. */
public record ItemPath(RepositoryPath repository, String item) implements Comparable<ItemPath> {
  public ItemPath {
    PathSegment.checkItem(item, repository);
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
    return new ItemPath(new RepositoryPath(type, name), path.substring(last + 1));
  }

  @Override
  public int compareTo(ItemPath other) {
    int byRepository = repository.compareTo(other.repository);
    return byRepository != 0 ? byRepository : item.compareTo(other.item);
  }

  @Override
  public String toString() {
    return repository + "/" + item;
  }
}
