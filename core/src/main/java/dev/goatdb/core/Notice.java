package dev.goatdb.core;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import java.util.Optional;
import java.util.Set;

/** Something that happened inside and that the host's application may want to know. */
public sealed interface Notice {
  /**
   * What is shown of an item changed.
   *
   * @param before what was shown; nothing where the item is new here or nobody had looked at it
   * @param local whether this device changed it
   */
  record Changed(ItemPath item, Optional<ItemState> before, boolean local) implements Notice {}

  /**
   * An item is deleted by somebody who had not seen some edits of it, whose authors did not know
   * either. It keeps them, and restoring shows them. Each edit is told of once, when the later of
   * both comes in.
   *
   * @param fields the names of the fields that those edits changed
   * @param local whether some were made on this device
   */
  record UnseenEdits(ItemPath item, Set<String> fields, boolean local) implements Notice {}

  /** Who is here, or what they say of themselves, changed; see {@link Presence}. */
  record Present(RepositoryPath repository) implements Notice {}

  /** Commits of a repository were receipted, or came in. */
  record Progress(RepositoryPath repository) implements Notice {}

  /**
   * A commit of this device was refused, or depends on one that was; it is out of the item. Later
   * edits of other fields are made again.
   *
   * @param fields the names of the fields whose edits are lost with it; whether the item is deleted
   *     is none
   * @param authored the value of the item as that commit left it
   */
  record Refused(
      ItemPath item, Refusal refusal, SchemaId schema, Set<String> fields, ItemState authored)
      implements Notice {}

  /**
   * First contact: this replica belongs to that organisation from now on; the host must remember it
   * before it carries out any effect of the same call, for after them the logs name it.
   */
  record Joined(OrganisationId organisation, Octets rootKey) implements Notice {}

  /** A connection is ready: the session is certified. */
  record Connected(int connection) implements Notice {}

  /** A connection is gone. */
  record Disconnected(int connection) implements Notice {}

  /** A connection failed for a reason that trying again will not cure. */
  record Rejected(int connection, String code, String reason) implements Notice {}

  /**
   * An authority found that it lost commits of a repository, or got back all that had a receipt, or
   * went on without some.
   */
  record Restoring(Restorations.Report report) implements Notice {}

  /** Something to write into the operator's log; never with secrets. */
  record Warning(String text) implements Notice {}
}
