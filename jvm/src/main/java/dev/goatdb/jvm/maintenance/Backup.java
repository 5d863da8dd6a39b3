package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.Damage;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.FolderKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Saves the logs of a folder, which may be in use, into one file; a file that holds an earlier
 * backup of the same folder gets what is new since.
 *
 * <p>A run that does not finish leaves the backup before it as it was. Only whole records are
 * saved. The indexes are not: they are derived.
 */
public final class Backup {
  static final String ORGANISATION = "organisation";

  /** The public key of the device; it is no file of a folder. */
  static final String SESSION = "session.public";

  static final List<String> KEYS = List.of("session.key", "root.key", "trusted.key");

  private Backup() {}

  /**
   * What a run did.
   *
   * @param logs how many logs the backup holds
   * @param logBytes how many bytes of logs it holds
   * @param added how many of them are new
   * @param fileBytes how large the file is
   * @param damages the logs that could be saved only up to a damaged place, or not at all
   */
  public record Result(
      int logs, long logBytes, long added, long fileBytes, Map<String, Damage> damages) {}

  /**
   * Saves a folder.
   *
   * <p>Throws {@code NotFound} where it holds no database, {@code Incompatible} where the file is
   * none of ours or a backup of another folder, {@code InUse} where another run writes to it,
   * {@code Corrupted} where it is damaged, and {@code StorageFailed}.
   *
   * @param withKeys whether the private keys go in; only the owner can read the file then
   * @param progress told the log that is saved, and how many bytes of it are
   */
  public static Result run(
      Path folder, Path file, boolean withKeys, ObjLongConsumer<String> progress) {
    FolderAudit.require(folder);
    FolderKeys.read(folder);
    try (FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(out, file)) {
      if (withKeys && lock.isValid()) {
        protect(file);
      }
      return append(folder, file, smallFiles(folder, withKeys), out, progress);
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not write the backup " + file + ": " + failed.getMessage() + ".",
              "Check the disk and its free space; the backup before this one is as it was.")
          .causedBy(failed);
    }
  }

  private static Result append(
      Path folder,
      Path file,
      Map<String, Octets> small,
      FileChannel out,
      ObjLongConsumer<String> progress)
      throws IOException {
    try (BackupFile before = BackupFile.find(file).orElseThrow()) {
      requireSameFolder(before, small, file);
      try {
        Result result = new BackupWriter(folder, before, out, progress).write(small);
        forceFolder(file);
        return result;
      } catch (IOException | RuntimeException failed) {
        out.truncate(before.end());
        throw failed;
      }
    }
  }

  private static FileLock lock(FileChannel out, Path file) throws IOException {
    try {
      FileLock lock = out.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException here) {
      // Another thread of this program has it.
    }
    throw new GoatException.InUse(
        "The backup " + file + " is being written already.", "Wait for that to end.");
  }

  private static void protect(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static void forceFolder(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Map<String, Octets> smallFiles(Path folder, boolean withKeys) throws IOException {
    List<String> names = new ArrayList<>(List.of(ORGANISATION));
    if (withKeys) {
      names.addAll(KEYS);
    }
    Map<String, Octets> small = new LinkedHashMap<>();
    for (String name : names) {
      Path path = folder.resolve(name);
      if (Files.exists(path)) {
        small.put(name, Octets.wrap(Files.readAllBytes(path)));
      }
    }
    FolderKeys.read(folder).sessions().forEach(key -> small.put(SESSION, key));
    return small;
  }

  private static void requireSameFolder(BackupFile before, Map<String, Octets> now, Path file) {
    Octets theirs = before.files().get(ORGANISATION);
    if (theirs != null && !now.containsValue(theirs)) {
      throw new GoatException.Incompatible(
          "The backup " + file + " is of a folder of another organisation.", "Name another file.");
    }
  }
}
