package dev.goatdb.core.schema.file;

import dev.goatdb.core.schema.Computed;
import java.util.List;
import java.util.Optional;

/**
 * Who may do what with the items of some paths. It is kept as it was read; nothing enforces it yet.
 *
 * @param name what a refusal calls it
 * @param path {@code /type/repo/item}, each part a name, {@code {variable}} or {@code *}
 * @param allow what it allows, each once
 * @param condition when it does; always, where there is none
 * @param otherwise what to tell somebody who is refused
 */
public record Rule(
    String name,
    String path,
    List<Access> allow,
    Optional<Computed> condition,
    Optional<String> otherwise) {
  /** What somebody may do; {@code WRITE} is creating, updating and deleting. */
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
  }

  public Rule {
    allow = List.copyOf(allow);
  }
}
