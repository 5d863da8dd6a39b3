package dev.goatdb.core;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Schemas;
import java.util.Optional;
import java.util.Set;

/**
 * What an engine is told at its start.
 *
 * @param organisation whose replica this is; unknown until first contact where nothing pins it
 * @param rootKey the organisation's root public key, where known
 * @param sessionKey the public key of this device's session
 * @param role what this engine does for its organisation and its replica
 * @param trustedKeys public keys of the operator's own sessions; the authority certifies them as
 *     trusted
 * @param commitsPerSecond how many commits of one item are made per second at the most, from 1 up
 * @param indexing whether indexes are kept beside logs
 * @param syncWithinMillis within what time what is written is made safe without being asked
 * @param policy who may do what
 */
public record Settings(
    OrganisationId organisation,
    Optional<Octets> rootKey,
    Octets sessionKey,
    Role role,
    Set<Octets> trustedKeys,
    Schemas schemas,
    int commitsPerSecond,
    Indexing indexing,
    long syncWithinMillis,
    Limits limits,
    Policy policy) {

  /** Where everybody may do everything. */
  public Settings(
      OrganisationId organisation,
      Optional<Octets> rootKey,
      Octets sessionKey,
      Role role,
      Set<Octets> trustedKeys,
      Schemas schemas,
      int commitsPerSecond,
      Indexing indexing,
      long syncWithinMillis,
      Limits limits) {
    this(
        organisation,
        rootKey,
        sessionKey,
        role,
        trustedKeys,
        schemas,
        commitsPerSecond,
        indexing,
        syncWithinMillis,
        limits,
        Policy.open());
  }

  /**
   * What an engine does for its organisation, and for its replica where several engines share one.
   */
  public enum Role {
    /** It judges, certifies and signs receipts. */
    AUTHORITY,
    /**
     * It keeps the log of a database that has no server: nobody judges, and nobody else decides.
     */
    OWNER,
    /** It keeps the log of its replica and talks to the authority. */
    KEEPER,
    /**
     * It shares a replica with its keeper: it offers what it writes to that log, and follows it.
     */
    FOLLOWER
  }

  boolean authority() {
    return role == Role.AUTHORITY;
  }

  /** Whether nobody else decides which commits count. */
  boolean decides() {
    return role == Role.AUTHORITY || role == Role.OWNER;
  }

  boolean follows() {
    return role == Role.FOLLOWER;
  }
}
