package dev.goatdb.core.value;

import dev.goatdb.error.GoatException;

/**
 * The path of a repository, {@code /type/repo}: the unit of synchronisation, access and storage.
 */
public record RepositoryPath(String type, String name) implements Comparable<RepositoryPath> {
  public RepositoryPath {
    PathSegment.check(type, "/" + type + "/" + name);
    PathSegment.check(name, "/" + type + "/" + name);
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

  @Override
  public int compareTo(RepositoryPath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return "/" + type + "/" + name;
  }
}
