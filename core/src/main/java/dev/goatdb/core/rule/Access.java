package dev.goatdb.core.rule;

import org.jspecify.annotations.Nullable;

/** What somebody may do with an item; {@code WRITE} is creating, updating and deleting. */
public enum Access {
  READ("read"),
  WRITE("write"),
  CREATE("create"),
  UPDATE("update"),
  DELETE("delete");

  private final String word;

  Access(String word) {
    this.word = word;
  }

  /** The word for it in a definition file. */
  public String word() {
    return word;
  }

  /** The access of a word, or null. */
  public static @Nullable Access of(String word) {
    for (Access access : values()) {
      if (access.word.equals(word)) {
        return access;
      }
    }
    return null;
  }

  /** Whether who may do this may do that. */
  public boolean covers(Access other) {
    return this == other || this == WRITE && other != READ;
  }
}
