package dev.goatdb.core;

import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;

/** Where the newest edit of an item has got to. */
public enum Saved {
  /** In memory, or not yet safe on this device. */
  PENDING(0),
  /** Durable on this device. */
  HERE(1),
  /** Durable on the server. */
  SERVER(2);

  private final int code;

  Saved(int code) {
    this.code = code;
  }

  /** Its number where an enum cannot go. */
  public int code() {
    return code;
  }

  static Saved of(Repository repository, String item) {
    if (repository.isProvisional()) {
      return PENDING;
    }
    boolean here =
        repository
            .items()
            .document(item)
            .filter(document -> document.isDirty() || !repository.log().isSafe(document.loggedAt()))
            .isEmpty();
    boolean receipted =
        repository.graph().item(item).filter(graph -> !isReceipted(graph)).isEmpty();
    boolean clean = repository.items().document(item).filter(Document::isDirty).isEmpty();
    return clean && receipted ? SERVER : here ? HERE : PENDING;
  }

  private static boolean isReceipted(ItemGraph graph) {
    for (Node node : graph.nodes()) {
      if (!node.isReceipted()) {
        return false;
      }
    }
    return true;
  }
}
