package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.MergePolicy;
import java.util.List;

/**
 * Why a field shows what it shows.
 *
 * @param rule how concurrent changes of the field meet
 * @param reasons what was done to the field and not overwritten by somebody who saw it, in the
 *     order of clock and id
 */
public record Explanation(MergePolicy rule, List<Reason> reasons) {
  public Explanation {
    reasons = List.copyOf(reasons);
  }

  /**
   * A change.
   *
   * @param by the commit that made it
   * @param operation what it did, in the names of the version that is shown
   * @param stays whether it is part of what is shown; else another one that was concurrent won
   */
  public record Reason(Node by, Operation operation, boolean stays) {}
}
