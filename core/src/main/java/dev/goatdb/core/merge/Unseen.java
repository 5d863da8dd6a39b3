package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The edits of a deleted item that its deletion met: whoever deleted it had not seen them, and
 * whoever made them did not know that it is deleted.
 *
 * @param deletions the commits that delete it; nobody who saw one restored or deleted it since
 * @param edits the commits that change fields, and which, in the names of the version that is shown
 */
public record Unseen(List<Node> deletions, Map<Node, Set<String>> edits) {
  /** Of an item whose commits all saw each other. */
  public static final Unseen NOTHING = new Unseen(List.of(), Map.of());

  /**
   * Those above the nearest common dominator of some commits, which is as far as anybody has to
   * look who has seen all of them; nothing where the item is not deleted.
   *
   * @param commits the heads of the item, and others
   */
  public static Unseen of(View view, Collection<Node> commits) {
    List<Node> region = Region.below(commits).nodes();
    Ancestry ancestry = new Ancestry(region);
    List<Node> deletions = deletions(region, ancestry);
    Map<Node, Set<String>> edits = new TreeMap<>();
    Set<Node> informed = new HashSet<>(deletions);
    for (Node node : deletions.isEmpty() ? deletions : region) {
      if (!Collections.disjoint(node.parents(), informed)) {
        informed.add(node);
      }
      if (!informed.contains(node) && !isSeen(node, deletions, ancestry)) {
        Set<String> fields = fields(Change.of(node, view, view.target(commits)).operations());
        if (!fields.isEmpty()) {
          edits.put(node, fields);
        }
      }
    }
    return new Unseen(deletions, edits);
  }

  /** The fields that operations change. */
  static Set<String> fields(Collection<Operation> operations) {
    Set<String> fields = new TreeSet<>();
    for (Operation operation : operations) {
      if (!operation.path().isEmpty()) {
        fields.add(operation.path().get(0));
      }
    }
    return fields;
  }

  /** Those that count, where the last word in the order of clock and id is that it is deleted. */
  private static List<Node> deletions(List<Node> region, Ancestry ancestry) {
    List<Edit<Operation>> words = new ArrayList<>();
    for (Node node : region) {
      for (Operation operation : node.commit().operations()) {
        if (operation.path().isEmpty() && operation instanceof Operation.Put) {
          words.add(new Edit<>(node, operation));
        }
      }
    }
    List<Node> deletions = new ArrayList<>();
    if (!words.isEmpty() && deletes(words.get(words.size() - 1))) {
      for (Edit<Operation> word : ancestry.latest(words)) {
        if (deletes(word)) {
          deletions.add(word.by());
        }
      }
    }
    return deletions;
  }

  private static boolean isSeen(Node node, List<Node> deletions, Ancestry ancestry) {
    boolean seen = false;
    for (Node deletion : deletions) {
      seen |= ancestry.saw(deletion, node);
    }
    return seen;
  }

  private static boolean deletes(Edit<Operation> word) {
    return word.operation() instanceof Operation.Put put && Value.TRUE.equals(put.value());
  }
}
