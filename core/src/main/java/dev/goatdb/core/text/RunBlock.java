package dev.goatdb.core.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some runs that stand side by side, and how many of their elements are shown. */
final class RunBlock {
  final List<Run> runs = new ArrayList<>();
  int shown;

  /** Its place among the blocks. */
  int index;

  /** The last run of which something is shown. */
  @Nullable Run lastShown() {
    Run last = null;
    for (Run run : runs) {
      last = run.shown() > 0 ? run : last;
    }
    return last;
  }
}
