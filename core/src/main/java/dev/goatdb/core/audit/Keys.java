package dev.goatdb.core.audit;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Octets;
import java.util.List;
import java.util.Optional;

/**
 * What is known of keys apart from a log.
 *
 * @param root the organisation's root public key
 * @param sessions public keys of sessions that need no certificate, such as this device's own
 * @param signatures checks by them
 */
public record Keys(Optional<Octets> root, List<Octets> sessions, Signatures signatures) {
  /** Whose logs they are, as far as that is known. */
  public OrganisationId organisation() {
    return root.map(OrganisationId::of).orElse(OrganisationId.UNKNOWN);
  }
}
