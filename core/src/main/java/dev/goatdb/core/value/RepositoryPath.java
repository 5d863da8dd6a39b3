package dev.goatdb.core.value;

import dev.goatdb.error.GoatException;

/**
 * The path of a repository, {@code /type/repo}: the unit of synchronisation, access and storage.
 */
public record RepositoryPath(String type, String name) implements Comparable<RepositoryPath> {
  public RepositoryPath {
    PathSegment.check(type, "/" + type + "/" + name, PathSegment.MOST_REPOSITORY_BYTES);
    PathSegment.check(name, "/" + type + "/" + name, PathSegment.MOST_REPOSITORY_BYTES);
  }

  /** Reads {@code /type/repo}; throws {@code InvalidValue} for anything else. */
  public static RepositoryPath parse(String path) {
    int second = path.indexOf('/', 1);
    if (!path.startsWith("/") || second < 0 || path.indexOf('/', second + 1) >= 0) {
      throw new GoatException.InvalidValue(
          "'" + path + "' is not the path of a repository.",
          "Write /type/repo, such as /data/todos.");
    }
    return new RepositoryPath(path.substring(1, second), path.substring(second + 1));
  }

  /** Reads {@code /type/repo} as a text; throws {@code Corrupted} for anything else. */
  public static RepositoryPath read(CborReader in) {
    String path = in.text();
    try {
      return parse(path);
    } catch (GoatException.InvalidValue wrong) {
      throw in.bad(wrong.getMessage());
    }
  }

  /** Reads the name of one of its items as a text; throws {@code Corrupted} for anything else. */
  public String readItem(CborReader in) {
    String item = in.text();
    try {
      return new ItemPath(this, item).item();
    } catch (GoatException.InvalidValue wrong) {
      throw in.bad(wrong.getMessage());
    }
  }

  @Override
  public int compareTo(RepositoryPath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return "/" + type + "/" + name;
  }
}
