package dev.goatdb.core.audit;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Certificate;
import java.util.HashMap;
import java.util.Map;

/** The keys of sessions as far as they are known: those given, and those of certificates. */
final class Credentials {
  private final Keys keys;
  private final Map<SessionId, Octets> sessions = new HashMap<>();
  private final Map<SessionId, Certificate> certificates = new HashMap<>();

  Credentials(Keys keys) {
    this.keys = keys;
    keys.sessions().forEach(key -> sessions.put(SessionId.of(key), key));
  }

  /** Whether a session's key was given. */
  boolean isOwn(SessionId session) {
    for (Octets key : keys.sessions()) {
      if (SessionId.of(key).equals(session)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a certificate is right, and the longest lasting one of its session. */
  boolean put(Certificate certificate, OrganisationId organisation) {
    Certificate known = certificates.get(certificate.session());
    boolean better = known == null || known.expiresMillis() < certificate.expiresMillis();
    if (!better
        || !certificate.organisation().equals(organisation)
        || !isSignedByRoot(certificate.message(), certificate.signature())) {
      return false;
    }
    certificates.put(certificate.session(), certificate);
    sessions.put(certificate.session(), certificate.publicKey());
    return true;
  }

  /** Whether a seal is signed by its session; one whose key is not known is believed. */
  boolean isGenuine(Seal seal) {
    Octets key = sessions.get(seal.session());
    return key == null || keys.signatures().isValid(key, seal.message(), seal.signature());
  }

  /** The same for a record of the authority. */
  boolean isSignedByRoot(Octets message, Octets signature) {
    return keys.root().isEmpty()
        || keys.signatures().isValid(keys.root().get(), message, signature);
  }
}
