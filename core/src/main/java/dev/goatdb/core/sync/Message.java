package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;
import java.util.Optional;

/** A message between two peers; {@code docs/protocol.md} shows each with an example. */
public sealed interface Message {
  /** The version of the protocol that this program speaks. */
  int PROTOCOL = 0;

  /** A message about one repository; the subscriber chose the number of the channel. */
  sealed interface OnChannel extends Message {
    int channel();
  }

  /** The first word of whoever dialled: protocol versions, key, a nonce against replay. */
  record Hello(
      int lowest,
      int highest,
      OrganisationId organisation,
      Octets publicKey,
      Octets nonce,
      long timeMillis)
      implements Message {}

  /** The server's answer, with the challenge to sign. */
  record Welcome(
      int version, OrganisationId organisation, Octets rootKey, Octets nonce, long timeMillis)
      implements Message {}

  /** The challenge, signed by the session key. */
  record Proof(Octets signature) implements Message {}

  /** The session is certified; from here on repositories may be subscribed. */
  record Certified(Octets certificate) implements Message {}

  /** The last word before hanging up: what is wrong, for the other side's user. */
  record Goodbye(String code, String reason) implements Message {}

  /** Asks for a repository. */
  record Subscribe(int channel, RepositoryPath repository) implements OnChannel {}

  /**
   * Opens a round of a filter cycle, or answers one.
   *
   * @param received the highest number of a data message seen on this channel
   * @param summary what the sender holds
   * @param filter what it holds of the scope
   */
  record Offer(
      int channel,
      int cycle,
      int round,
      boolean answer,
      int received,
      Summary summary,
      Scope scope,
      Filter filter)
      implements OnChannel {}

  /** Claims that both sides hold the same now. */
  record Close(int channel, int cycle, int round, int received, Summary summary)
      implements OnChannel {}

  /**
   * Says whether that is so, and what is held here.
   *
   * @param obstacle what keeps commits from being taken in here, where something does
   */
  record Closed(
      int channel,
      int cycle,
      int round,
      boolean equal,
      int received,
      Summary summary,
      Optional<Obstacle> obstacle)
      implements OnChannel {}

  /** Asks where both sides differ. */
  record Search(int channel, int cycle, int round, int received, Ladder ladder)
      implements OnChannel {}

  /** Says it: between which clocks. */
  record Found(int channel, int cycle, int round, List<Scope.Span> spans) implements OnChannel {}

  /**
   * Commits.
   *
   * @param sequence counts the messages with data of this side on this channel from 1
   * @param certificates those of authors whom the receiver may not know
   */
  record Data(int channel, int sequence, List<Octets> certificates, List<Octets> packs)
      implements OnChannel {}

  /**
   * Control records of the authority, in the order of their chain; receipts are the acknowledgement
   * of commits.
   *
   * @param sequence counts these and the data messages of this side together
   */
  record Control(int channel, int sequence, List<Octets> records) implements OnChannel {}

  /** A commit was refused for good. */
  record Refuse(
      int channel, CommitId commit, String code, String reason, String rule, Octets policy)
      implements OnChannel {
    public Refuse(int channel, CommitId commit, String code, String reason) {
      this(channel, commit, code, reason, "", Octets.EMPTY);
    }
  }

  /**
   * Commits cannot be taken in now, or they can again; what was sent meanwhile must be sent again.
   */
  record Obstructed(int channel, Optional<Obstacle> obstacle) implements OnChannel {}

  /** Asks for commits by id, because children of theirs came first. */
  record Need(int channel, List<CommitId> commits) implements OnChannel {}

  /** Data messages up to a number have arrived: as much more may be sent. */
  record Arrived(int channel, int received) implements OnChannel {}

  /**
   * What a program or window says of itself; nobody writes it down.
   *
   * @param session whose it is; an authority goes by who is connected
   * @param peer which one: 8 random bytes
   * @param state a text; empty where it is not here any more
   */
  record Presence(int channel, SessionId session, Octets peer, String state) implements OnChannel {}

  /**
   * What somebody is about to commit, to be shown until then; nobody writes it down.
   *
   * @param session whose edits they are; an authority goes by who is connected
   * @param schema the version in which they are made; only who shows that one shows them
   * @param body operations as in a {@link dev.goatdb.core.commit.Body}
   */
  record LiveEdits(int channel, SessionId session, String item, SchemaId schema, Octets body)
      implements OnChannel {}
}
