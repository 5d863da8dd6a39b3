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
 * @param authority whether this engine judges and signs receipts
 * @param trustedKeys public keys of the operator's own sessions; the authority certifies them as
 *     trusted
 * @param commitsPerSecond how many commits of one item are made per second at the most, from 1 up
 */
public record Settings(
    OrganisationId organisation,
    Optional<Octets> rootKey,
    Octets sessionKey,
    boolean authority,
    Set<Octets> trustedKeys,
    Schemas schemas,
    int commitsPerSecond,
    Limits limits) {}
