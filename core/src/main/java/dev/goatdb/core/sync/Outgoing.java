package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import java.util.List;

/** What a channel wants sent. */
public sealed interface Outgoing {
  /** A message as it is. */
  record Say(Message message) implements Outgoing {}

  /** The commits with these ids, as data messages. */
  record Deliver(List<CommitId> commits) implements Outgoing {}

  /** The subscription itself once more, because nothing came back. */
  record Resubscribe() implements Outgoing {}
}
