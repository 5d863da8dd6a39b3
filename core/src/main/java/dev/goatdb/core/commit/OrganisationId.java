package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;

/**
 * The name of an organisation: SHA-256 of its first root public key; all zeros while it is not
 * known yet.
 */
public record OrganisationId(Octets hash) {
  public static final int BYTES = 32;
  public static final OrganisationId UNKNOWN = new OrganisationId(Octets.wrap(new byte[BYTES]));

  public static OrganisationId of(Octets rootPublicKey) {
    return new OrganisationId(Pure.sha256(rootPublicKey));
  }

  public boolean isKnown() {
    return !equals(UNKNOWN);
  }

  @Override
  public String toString() {
    return isKnown() ? hash.prefix(5).hex() : "none yet";
  }
}
