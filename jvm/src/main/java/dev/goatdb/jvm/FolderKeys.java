package dev.goatdb.jvm;

import dev.goatdb.core.audit.Keys;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    List<Octets> sessions = new ArrayList<>();
    publicKey(folder.resolve("session.key")).ifPresent(sessions::add);
    return new Keys(
        root(folder.resolve("organisation")).or(() -> publicKey(folder.resolve("root.key"))),
        List.copyOf(sessions),
        Ed25519::verify);
  }

  /** Whether the folder founded its organisation, so that it is the authority. */
  public static boolean isFounder(Path folder) {
    return Files.exists(folder.resolve("root.key"));
  }

  private static Optional<Octets> publicKey(Path file) {
    try {
      return Files.exists(file) ? Optional.of(KeyFile.read(file).publicKey()) : Optional.empty();
    } catch (IOException | GoatException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Octets> root(Path file) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(Files.readString(file).strip());
      return key.length == 32 ? Optional.of(Octets.wrap(key)) : Optional.empty();
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
