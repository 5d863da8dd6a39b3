package dev.goatdb.sim.machine;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import java.util.HashMap;
import java.util.Map;

/**
 * Signatures without cryptography: SHA-256 of a secret and the message, checked by looking the
 * secret up.
 */
public final class Keys {
  private static final int SECRET_BYTES = 32;

  private final Map<Octets, Octets> secrets = new HashMap<>();

  /** Makes a key pair; returns the public key. */
  public Octets create(Dice dice) {
    Octets secret = dice.octets(SECRET_BYTES);
    Octets publicKey = Pure.sha256(secret.array());
    secrets.put(publicKey, secret);
    return publicKey;
  }

  public Octets sign(Octets publicKey, Octets message) {
    Octets secret = secrets.getOrDefault(publicKey, Octets.EMPTY);
    Octets first = Pure.sha256(join(secret, message).array());
    return join(first, Pure.sha256(join(first, secret).array()));
  }

  boolean verify(Octets publicKey, Octets message, Octets signature) {
    return secrets.containsKey(publicKey) && sign(publicKey, message).equals(signature);
  }

  private static Octets join(Octets first, Octets second) {
    byte[] bytes = new byte[first.size() + second.size()];
    System.arraycopy(first.array(), 0, bytes, 0, first.size());
    System.arraycopy(second.array(), 0, bytes, first.size(), second.size());
    return Octets.wrap(bytes);
  }
}
