package dev.goatdb.jvm;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of a database: locked while it is open, with its keys and the organisation it belongs
 * to.
 *
 * <p>{@code session.key} is this device's, {@code root.key} that of an organisation founded here,
 * {@code trusted.key} for the operator's own tools; {@code organisation} holds the root public key
 * of the organisation it belongs to.
 */
public final class Folder implements AutoCloseable {
  /**
   * The folders that are open in this process. A process that closes any handle of a locked file
   * loses its lock, so it must not even look at the file again.
   */
  private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lockFile;
  private final Ed25519.Pair session;

  private Folder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
    this.session = KeyFile.open(path.resolve("session.key"));
  }

  /**
   * Throws {@code InUse} where another process has it open, {@code StorageFailed} where it cannot
   * be written.
   */
  public static Folder open(Path path) {
    try {
      Files.createDirectories(path);
      if (!HERE.add(path.toRealPath())) {
        throw new GoatException.InUse(
            "The folder " + path + " is open in this process already.",
            "Use the database that has it open, or another folder.");
      }
      return lockAndOpen(path);
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not open the folder " + path + ": " + failed + ".",
              "Check that it is a folder and that you may write to it.")
          .causedBy(failed);
    }
  }

  private static Folder lockAndOpen(Path path) throws IOException {
    FileChannel file =
        FileChannel.open(
            path.resolve("goat.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!lock(file)) {
        throw new GoatException.InUse(
            "The folder " + path + " is open in another process.",
            "Close that one, connect to its server instead, or use another folder.");
      }
      return new Folder(path, file);
    } catch (IOException | RuntimeException failed) {
      file.close();
      HERE.remove(path.toRealPath());
      throw failed;
    }
  }

  /** Whether some process has the folder open now. */
  public static boolean isOpen(Path path) {
    Path lockPath = path.resolve("goat.lock");
    if (!Files.exists(lockPath)) {
      return false;
    }
    try {
      if (HERE.contains(path.toRealPath())) {
        return true;
      }
    } catch (IOException unreadable) {
      return false;
    }
    try (FileChannel file = FileChannel.open(lockPath, StandardOpenOption.WRITE)) {
      return !lock(file);
    } catch (IOException unreadable) {
      return false;
    }
  }

  public Path path() {
    return path;
  }

  Ed25519.Pair session() {
    return session;
  }

  /**
   * The organisation's root key pair where this folder founded it, founding one where there is
   * none.
   */
  Ed25519.Pair root() {
    Ed25519.Pair root = KeyFile.open(path.resolve("root.key"));
    if (rootKey().isEmpty()) {
      join(root.publicKey());
    }
    return root;
  }

  /** Whether this folder founded its organisation. */
  boolean isFounder() {
    return Files.exists(path.resolve("root.key"));
  }

  /** The key of the operator's own tools; made where there is none. */
  public Path trustedKey() {
    Path file = path.resolve("trusted.key");
    KeyFile.open(file);
    return file;
  }

  /** The root public key of the organisation this folder belongs to, once it is known. */
  Optional<Octets> rootKey() {
    Path file = path.resolve("organisation");
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      byte[] key = Base64.getUrlDecoder().decode(Files.readString(file).strip());
      if (key.length != 32) {
        throw new IllegalArgumentException("a key has 32 bytes");
      }
      return Optional.of(Octets.wrap(key));
    } catch (IOException | IllegalArgumentException failed) {
      throw new GoatException.Corrupted(
              "The file " + file + " does not name an organisation.", "Put back a copy of it.")
          .causedBy(failed);
    }
  }

  OrganisationId organisation() {
    return rootKey().map(OrganisationId::of).orElse(OrganisationId.UNKNOWN);
  }

  void join(Octets rootKey) {
    Path file = path.resolve("organisation");
    Path fresh = path.resolve("organisation.new");
    try {
      Files.writeString(
          fresh,
          Base64.getUrlEncoder().withoutPadding().encodeToString(rootKey.array()) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not write " + file + ": " + failed.getMessage() + ".",
              "Check the permissions of the folder.")
          .causedBy(failed);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
      HERE.remove(path.toRealPath());
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not unlock " + path + ": " + failed.getMessage() + ".", "Check the disk.")
          .causedBy(failed);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException here) {
      return false;
    }
  }
}
