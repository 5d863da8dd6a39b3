package dev.goatdb.core.schema;

import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of several concurrent changes of a field stays. A change by somebody who saw the others is
 * not concurrent with them, and always stays.
 *
 * <p>In sets and maps it decides per element and entry, and so it does within entries that are sets
 * or maps themselves. An element of a set is one value, whatever it holds.
 */
public enum MergePolicy {
  /** The change with the highest clock; what registers do where nothing else is said. */
  LAST_WRITER("last-writer"),
  /** The change with the lowest clock. */
  FIRST_WRITER("first-writer"),
  /** The greatest value; a value beats none. */
  MAXIMUM("maximum"),
  /** The least value; a value beats none. */
  MINIMUM("minimum"),
  /** An element that was added stays although others removed it; what sets and maps do. */
  ADDITIONS_WIN("additions-win"),
  /** An element that was removed goes although others added it. */
  REMOVALS_WIN("removals-win"),
  /** All additions sum up; what counters do, and nothing else can. */
  SUM("sum"),
  /**
   * Whatever anybody inserted and nobody deleted; what texts and lists do, and nothing else can.
   */
  ALL_EDITS("all-edits");

  private final String word;

  MergePolicy(String word) {
    this.word = word;
  }

  /** The word for it in a definition file. */
  public String word() {
    return word;
  }

  /** What a field of this type does where nothing else is said. */
  public static MergePolicy usual(FieldType type) {
    return switch (type) {
      case FieldType.SetOf set -> ADDITIONS_WIN;
      case FieldType.MapOf map -> ADDITIONS_WIN;
      case FieldType.ListOf list -> ALL_EDITS;
      case FieldType.Scalar scalar ->
          scalar.isRegister() ? LAST_WRITER : scalar == FieldType.Scalar.TEXT ? ALL_EDITS : SUM;
    };
  }

  /** Whether a field of this type can merge so. */
  public boolean suits(FieldType type) {
    boolean ofElements = this == ADDITIONS_WIN || this == REMOVALS_WIN;
    MergePolicy usual = usual(type);
    boolean only = usual == SUM || usual == ALL_EDITS || this == SUM || this == ALL_EDITS;
    return only ? this == usual : ofElements == type.isCollection();
  }

  /** The policy of that word; throws {@code InvalidDefinition} where there is none. */
  public static MergePolicy parse(String word, String where) {
    for (MergePolicy policy : values()) {
      if (policy.word.equals(word)) {
        return policy;
      }
    }
    throw new GoatException.InvalidDefinition(
        where + " merges by '" + word + "', which is unknown.",
        "Correct it; 'goat check' says more.");
  }

  /** The words for all of them. */
  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (MergePolicy policy : values()) {
      words.add(policy.word);
    }
    return words;
  }
}
