package dev.goatdb.jvm;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who a database is: its keys and its organisation.
 *
 * @param rootKey the organisation's root public key; unknown until first contact where nothing pins
 *     it
 * @param trusted public keys of the operator's own tools
 * @param joined told the root key at first contact, to remember it
 */
public record Identity(
    Octets sessionKey,
    PrivateKey sessionSecret,
    Optional<PrivateKey> rootSecret,
    Optional<Octets> rootKey,
    Set<Octets> trusted,
    Consumer<Octets> joined) {

  /** A database of its own: it founds an organisation. */
  public static Identity founder(Folder folder) {
    if (folder.rootKey().isPresent() && !folder.isFounder()) {
      throw new GoatException.Incompatible(
          "The folder "
              + folder.path()
              + " is a replica of the organisation "
              + folder.organisation()
              + ".",
          "Name its server (option server). If it was restored from a database without one, put its"
              + " root.key back.");
    }
    Ed25519.Pair root = folder.root();
    return of(
        folder.session(),
        Optional.of(root),
        Optional.of(root.publicKey()),
        trusted(folder),
        folder::join);
  }

  /** A replica of somebody else's organisation. */
  public static Identity replica(Folder folder, Optional<Octets> pinned) {
    Optional<Octets> known = folder.rootKey();
    if (known.isPresent() && pinned.isPresent() && !known.equals(pinned)) {
      throw new GoatException.Incompatible(
          "The folder "
              + folder.path()
              + " belongs to the organisation "
              + folder.organisation()
              + ", the definition file names another root key.",
          "Use the folder or the file of that organisation.");
    }
    pinned.filter(key -> known.isEmpty()).ifPresent(folder::join);
    return of(folder.session(), Optional.empty(), known.or(() -> pinned), Set.of(), folder::join);
  }

  /**
   * Keys that live as long as the program; {@code founds} says whether for an organisation of its
   * own.
   */
  public static Identity fleeting(boolean founds, Optional<Octets> pinned) {
    Optional<Ed25519.Pair> root = founds ? Optional.of(Ed25519.generate()) : Optional.empty();
    return of(
        Ed25519.generate(),
        root,
        root.map(Ed25519.Pair::publicKey).or(() -> pinned),
        Set.of(),
        key -> {});
  }

  /** The same with the session of a key file. */
  public Identity withSession(Path keyFile) {
    try {
      Ed25519.Pair pair = KeyFile.read(keyFile);
      return new Identity(
          pair.publicKey(), Ed25519.privateKey(pair.seed()), rootSecret, rootKey, trusted, joined);
    } catch (IOException failed) {
      throw new GoatException.NotFound(
              "Could not read the key file " + keyFile + ": " + failed.getMessage() + ".",
              "Give the path of a key file that you may read.")
          .causedBy(failed);
    }
  }

  OrganisationId organisation() {
    return rootKey.map(OrganisationId::of).orElse(OrganisationId.UNKNOWN);
  }

  Octets sign(KeyUse use, Octets message) {
    PrivateKey secret =
        switch (use) {
          case SESSION -> sessionSecret;
          case AUTHORITY -> rootSecret.orElseThrow();
        };
    return Ed25519.sign(secret, message);
  }

  private static Identity of(
      Ed25519.Pair session,
      Optional<Ed25519.Pair> root,
      Optional<Octets> rootKey,
      Set<Octets> trusted,
      Consumer<Octets> joined) {
    return new Identity(
        session.publicKey(),
        Ed25519.privateKey(session.seed()),
        root.map(pair -> Ed25519.privateKey(pair.seed())),
        rootKey,
        trusted,
        joined);
  }

  private static Set<Octets> trusted(Folder folder) {
    return Set.of(KeyFile.open(folder.trustedKey()).publicKey());
  }

  /** Says whose it is, never the secrets. */
  @Override
  public String toString() {
    return "identity in the organisation " + organisation();
  }
}
