package dev.goatdb.jvm;

import dev.goatdb.core.Indexing;
import dev.goatdb.core.Policy;
import dev.goatdb.core.Settings;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.schema.Schemas;

/**
 * How a host runs its engine.
 *
 * @param role what this engine does for its organisation
 * @param commitsPerSecond how many commits of one item are made per second at the most
 * @param syncWithinMillis within what time what is written is made safe without being asked
 * @param memoryBytes about how much memory is used for what was read and is not in use
 * @param mostOpen how many repositories are open at once, as long as the others are not in use
 * @param policy who may do what
 */
public record HostOptions(
    Settings.Role role,
    Schemas schemas,
    int commitsPerSecond,
    long syncWithinMillis,
    long memoryBytes,
    int mostOpen,
    Policy policy) {
  /** About what an item takes in memory with its commits. */
  private static final int ITEM_BYTES = 2_000;

  boolean authority() {
    return role == Settings.Role.AUTHORITY;
  }

  Settings settings(Identity identity) {
    long items = Math.max(100, memoryBytes / 2 / ITEM_BYTES);
    return new Settings(
        identity.organisation(),
        identity.rootKey(),
        identity.sessionKey(),
        role,
        identity.trusted(),
        schemas,
        commitsPerSecond,
        Indexing.stored(),
        syncWithinMillis,
        Limits.DEFAULT.within((int) Math.min(items, Integer.MAX_VALUE), memoryBytes / 2),
        policy);
  }
}
