package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The key of a server's operator, the file {@code trusted.key}: who holds it may tell the server
 * what to do.
 */
public final class OperatorKey {
  private final Ed25519.Pair pair;

  private OperatorKey(Ed25519.Pair pair) {
    this.pair = pair;
  }

  /**
   * Reads the file; throws {@code NotFound} or {@code StorageFailed} where that cannot be done, and
   * {@code Corrupted} where it holds no key.
   */
  public static OperatorKey read(Path file) {
    try {
      return new OperatorKey(KeyFile.read(file));
    } catch (NoSuchFileException missing) {
      throw new GoatException.NotFound(
          "There is no key file " + file + ".", "Name the trusted.key of the server's folder.");
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not read the key file " + file + ": " + failed.getMessage() + ".",
              "Check its permissions: only its owner may read it.")
          .causedBy(failed);
    }
  }

  /** That of a folder, where it has one. */
  public static Optional<OperatorKey> in(Path folder) {
    Path file = folder.resolve("trusted.key");
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  public Octets sign(Octets message) {
    return Ed25519.sign(Ed25519.privateKey(pair.seed()), message);
  }

  /** Whether who holds the key signed a message. */
  public boolean signed(Octets message, Octets signature) {
    return Ed25519.verify(pair.publicKey(), message, signature);
  }
}
