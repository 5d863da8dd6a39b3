package dev.goatdb;

/**
 * Which of several concurrent changes of a field stays. A change by somebody who saw the others is
 * not concurrent with them, and always stays.
 */
public enum MergePolicy {
  /** The last change; what fields of one value do where nothing else is said. */
  LAST_WRITER,
  /** The first change. For fields of one value. */
  FIRST_WRITER,
  /** The greatest value. For fields of one value. */
  MAXIMUM,
  /** The least value. For fields of one value. */
  MINIMUM,
  /** What was added stays although others removed it; what sets and maps do. */
  ADDITIONS_WIN,
  /** What was removed goes although others added it. For sets and maps. */
  REMOVALS_WIN,
  /** All additions sum up; what counters do, and only they. */
  SUM,
  /** Whatever anybody inserted and nobody deleted; what texts and lists do, and only they. */
  ALL_EDITS;

  dev.goatdb.core.schema.MergePolicy definition() {
    return switch (this) {
      case LAST_WRITER -> dev.goatdb.core.schema.MergePolicy.LAST_WRITER;
      case FIRST_WRITER -> dev.goatdb.core.schema.MergePolicy.FIRST_WRITER;
      case MAXIMUM -> dev.goatdb.core.schema.MergePolicy.MAXIMUM;
      case MINIMUM -> dev.goatdb.core.schema.MergePolicy.MINIMUM;
      case ADDITIONS_WIN -> dev.goatdb.core.schema.MergePolicy.ADDITIONS_WIN;
      case REMOVALS_WIN -> dev.goatdb.core.schema.MergePolicy.REMOVALS_WIN;
      case SUM -> dev.goatdb.core.schema.MergePolicy.SUM;
      case ALL_EDITS -> dev.goatdb.core.schema.MergePolicy.ALL_EDITS;
    };
  }
}
