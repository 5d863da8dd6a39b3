package dev.goatdb.jvm;

import dev.goatdb.core.audit.Keys;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The public keys that a folder holds, read without opening or changing it; what is not there or
 * cannot be read is not known.
 */
public final class FolderKeys {
  static {
    Pure.install(new JvmFunctions());
  }

  private FolderKeys() {}

  /** The root key of the organisation, and this device's own. */
  public static Keys read(Path folder) {
    Optional<Octets> root =
        text(folder.resolve("organisation"))
            .flatMap(FolderKeys::key)
            .or(() -> publicKey(folder.resolve("root.key")));
    List<Octets> sessions =
        publicKey(folder.resolve("session.key")).map(List::of).orElse(List.of());
    return new Keys(root, sessions, Ed25519::verify);
  }

  /**
   * The same where the folder is not there, but some of what it holds.
   *
   * @param organisation the text of that file
   * @param session the public key of the device
   */
  public static Keys of(Optional<String> organisation, Optional<Octets> session) {
    return new Keys(
        organisation.flatMap(FolderKeys::key),
        session.map(List::of).orElse(List.of()),
        Ed25519::verify);
  }

  /** Whether the folder founded its organisation, so that it is the authority. */
  public static boolean isFounder(Path folder) {
    return Files.exists(folder.resolve("root.key"));
  }

  /** Random bytes, such as the name of an epoch. */
  public static Octets random(int size) {
    byte[] bytes = new byte[size];
    new SecureRandom().nextBytes(bytes);
    return Octets.wrap(bytes);
  }

  private static Optional<Octets> publicKey(Path file) {
    try {
      return Files.exists(file) ? Optional.of(KeyFile.read(file).publicKey()) : Optional.empty();
    } catch (IOException | GoatException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Octets> key(String base64) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(base64.strip());
      return key.length == 32 ? Optional.of(Octets.wrap(key)) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
