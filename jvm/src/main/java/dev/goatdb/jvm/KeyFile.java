package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A private key in a file that only its owner may read: one line, {@code goat-key-1 SEED PUBLIC
 * CHECK} in base64url. The check is the start of a hash: whoever only opens a folder need not load
 * the library that signs. Files of the form 0 have none, and are tried by a signature.
 */
final class KeyFile {
  private static final String FORMAT = "goat-key-1";
  private static final String WITHOUT_CHECK = "goat-key-0";
  private static final int CHECK_BYTES = 8;

  private KeyFile() {}

  /** Reads a key, or makes one where the file does not exist. */
  static Ed25519.Pair open(Path file) {
    try {
      return Files.exists(file) ? read(file) : create(file);
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not read or write the key file " + file + ": " + failed.getMessage() + ".",
              "Check the permissions of the folder.")
          .causedBy(failed);
    }
  }

  static Ed25519.Pair read(Path file) throws IOException {
    List<String> parts = List.of(Files.readString(file).strip().split(" ", -1));
    boolean checked = parts.size() == 4 && parts.get(0).equals(FORMAT);
    if (!checked && !(parts.size() == 3 && parts.get(0).equals(WITHOUT_CHECK))) {
      throw damaged(file);
    }
    Ed25519.Pair pair = new Ed25519.Pair(decode(file, parts.get(1)), decode(file, parts.get(2)));
    if (checked ? !check(pair).equals(parts.get(3)) : !signs(pair)) {
      throw damaged(file);
    }
    return pair;
  }

  private static boolean signs(Ed25519.Pair pair) {
    Octets message = Octets.wrap(new byte[] {1});
    Octets signature = Ed25519.sign(Ed25519.privateKey(pair.seed()), message);
    return Ed25519.verify(pair.publicKey(), message, signature);
  }

  private static String check(Ed25519.Pair pair) {
    byte[] both = new byte[pair.seed().size() + pair.publicKey().size()];
    pair.seed().copyTo(both, 0);
    pair.publicKey().copyTo(both, pair.seed().size());
    byte[] hash = new JvmFunctions().sha256(both, 0, both.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, CHECK_BYTES));
  }

  private static Ed25519.Pair create(Path file) throws IOException {
    Ed25519.Pair pair = Ed25519.generate();
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String line =
        FORMAT
            + " "
            + base64.encodeToString(pair.seed().array())
            + " "
            + base64.encodeToString(pair.publicKey().array())
            + " "
            + check(pair)
            + "\n";
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    boolean posix =
        Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
    if (posix) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        fresh,
        line,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SYNC)
            .toArray(StandardOpenOption[]::new));
    Files.move(fresh, file);
    return pair;
  }

  private static Octets decode(Path file, String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != 32) {
        throw damaged(file);
      }
      return Octets.wrap(bytes);
    } catch (IllegalArgumentException malformed) {
      throw damaged(file).causedBy(malformed);
    }
  }

  private static GoatException damaged(Path file) {
    return new GoatException.Corrupted(
        "The key file " + file + " does not hold a key.",
        "Put back a copy of it; without it the identity is lost.");
  }
}
