package dev.goatdb.core.value;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import org.jspecify.annotations.Nullable;

/**
 * The path of a repository, {@code /type/repo}: the unit of synchronisation, access and storage.
 */
public final class RepositoryPath implements Comparable<RepositoryPath> {
  private final String type;
  private final String name;
  private final String text;
  private @Nullable Octets encoded;

  /** Throws {@code InvalidValue} where one of the names is none. */
  public RepositoryPath(String type, String name) {
    this.type = type;
    this.name = name;
    this.text = "/" + type + "/" + name;
    PathSegment.check(type, text, PathSegment.MOST_REPOSITORY_BYTES);
    PathSegment.check(name, text, PathSegment.MOST_REPOSITORY_BYTES);
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
      PathSegment.checkItem(item, this);
      return item;
    } catch (GoatException.InvalidValue wrong) {
      throw in.bad(wrong.getMessage());
    }
  }

  /** Appends the path as a text. */
  public void write(CborWriter out) {
    Octets known = encoded;
    if (known == null) {
      known = new CborWriter().text(text).octets();
      encoded = known;
    }
    out.raw(known);
  }

  public String type() {
    return type;
  }

  public String name() {
    return name;
  }

  @Override
  public int compareTo(RepositoryPath other) {
    return this == other ? 0 : text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RepositoryPath that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
