package dev.goatdb.core;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A summary of a repository.
 *
 * @param items how many items it has, deleted ones included
 * @param commits how many commits are admitted
 * @param waiting how many commits wait for a parent
 * @param unreceipted how many commits have no receipt
 * @param repairs further rounds and cycles that synchronisation needed on the open connections
 * @param retries steps of synchronisation repeated because no answer came
 * @param settled whether at least one connection found both sides equal
 * @param sum the digest of the commits held, see {@link dev.goatdb.core.commit.SetDigest}
 */
public record Overview(
    int items,
    int commits,
    int waiting,
    int unreceipted,
    int repairs,
    int retries,
    boolean settled,
    long logBytes,
    Octets sum) {

  static Overview of(Repository repository) {
    int repairs = 0;
    int retries = 0;
    boolean settled = false;
    for (Link link : repository.links()) {
      repairs += link.channel().repairs();
      retries += link.channel().retries();
      settled |= link.channel().isSettled();
    }
    return new Overview(
        repository.history().items(),
        repository.graph().size(),
        repository.graph().waiting(),
        repository.receipts().open(),
        repairs,
        retries,
        settled,
        repository.log().length(),
        repository.history().digest().sum());
  }

  /** How many items have several heads now. */
  static int diverged(Repository repository) {
    int diverged = 0;
    for (String item : Names.edited(repository.history())) {
      boolean several =
          repository.graph().item(item).filter(graph -> graph.heads().size() > 1).isPresent();
      diverged += several ? 1 : 0;
    }
    return diverged;
  }

  /** A digest of what is shown of all items: equal on two peers exactly when they show the same. */
  static Octets shown(Repository repository) {
    List<Value> all = new ArrayList<>();
    for (String item : new TreeSet<>(repository.items().names())) {
      repository
          .items()
          .look(item)
          .ifPresent(shown -> {
            all.add(Value.of(item));
            all.add(Value.of(shown.state().digest()));
          });
    }
    return Canonical.digest(new Value.Array(all));
  }
}
