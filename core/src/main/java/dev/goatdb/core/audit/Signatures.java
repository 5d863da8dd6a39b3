package dev.goatdb.core.audit;

import dev.goatdb.core.host.Octets;

/** Checks Ed25519 signatures. */
@FunctionalInterface
public interface Signatures {
  boolean isValid(Octets publicKey, Octets message, Octets signature);
}
