package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;

/** The name of a session: the first 16 bytes of the SHA-256 of its public key. */
public record SessionId(Octets bytes) implements Comparable<SessionId> {
  public static final int BYTES = 16;

  public static SessionId of(Octets publicKey) {
    return new SessionId(Pure.sha256(publicKey).prefix(BYTES));
  }

  @Override
  public int compareTo(SessionId other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return bytes.prefix(5).hex();
  }
}
