package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.audit.Epoch;
import dev.goatdb.core.audit.Findings;
import dev.goatdb.core.audit.Keys;
import dev.goatdb.core.audit.Rebuild;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.FolderKeys;
import dev.goatdb.jvm.store.LogFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * Makes a folder from a backup. Every log is checked and goes on in a new epoch, which names the
 * one before: whoever knows more of that learns that this is not its continuation.
 *
 * <p>Commits that no seal covers yet can only be sealed by the session that made them. Without its
 * key they are left out.
 */
public final class Restore {
  private static final int PORTION_BYTES = 512 << 10;

  private final BackupFile backup;
  private final LogFiles files;
  private final boolean hasKeys;
  private final ObjLongConsumer<String> progress;
  private int commits;
  private int unsealed;

  /**
   * What was restored.
   *
   * @param unsealed how many commits were left out, since nobody can seal them
   * @param hasKeys whether the private keys were in the backup
   * @param madeMillis when the backup was made, since 1970
   * @param unfinished how many bytes of a later run were left out, which did not finish or is
   *     damaged
   */
  public record Result(
      int logs, int commits, int unsealed, boolean hasKeys, long madeMillis, long unfinished) {}

  private Restore(BackupFile backup, Path folder, ObjLongConsumer<String> progress) {
    this.backup = backup;
    this.files = new LogFiles(folder);
    this.hasKeys = backup.files().containsKey(Backup.KEYS.get(0));
    this.progress = progress;
  }

  /**
   * Restores a backup into a folder that is empty or does not exist.
   *
   * <p>Throws {@code InvalidValue} where the folder holds something, {@code Corrupted} where the
   * backup is damaged, and {@code StorageFailed}; the folder is empty then.
   *
   * @param progress told the log that is restored, and how many bytes of it are
   */
  public static Result run(Path file, Path folder, ObjLongConsumer<String> progress) {
    requireEmpty(folder);
    try (BackupFile backup = BackupFile.open(file)) {
      try {
        Files.createDirectories(folder);
        writeSmallFiles(backup.files(), folder);
        return new Restore(backup, folder, progress).write(folder);
      } catch (IOException | RuntimeException failed) {
        Trees.clear(folder);
        throw failed;
      }
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not restore into " + folder + ": " + failed.getMessage() + ".",
              "Check the disk, its free space and the permissions.")
          .causedBy(failed);
    }
  }

  private static void requireEmpty(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        throw new GoatException.InvalidValue(
            "The folder " + folder + " is not empty.",
            "Restore into a new one: nothing is ever restored over other data.");
      }
    } catch (IOException failed) {
      throw new GoatException.InvalidValue(folder + " is no folder.", "Name another place.")
          .causedBy(failed);
    }
  }

  private static void writeSmallFiles(Map<String, Octets> small, Path folder) throws IOException {
    for (Map.Entry<String, Octets> one : small.entrySet()) {
      boolean known =
          one.getKey().equals(Backup.ORGANISATION) || Backup.KEYS.contains(one.getKey());
      if (known) {
        Trees.write(
            folder.resolve(one.getKey()), one.getValue(), Backup.KEYS.contains(one.getKey()));
      }
    }
  }

  private Result write(Path folder) throws IOException {
    Map<String, Findings> all = new TreeMap<>();
    for (String log : backup.logs()) {
      all.put(log, check(log));
    }
    for (Map.Entry<String, Findings> one : all.entrySet()) {
      write(one.getKey(), one.getValue(), backup.log(one.getKey()).orElseThrow());
    }
    Files.createDirectories(folder.resolve("repositories"));
    return new Result(
        all.size(), commits, unsealed, hasKeys, backup.timeMillis(), backup.unfinished());
  }

  private Findings check(String log) {
    FolderAudit.Checked checked =
        backup.check(log, bytes -> progress.accept("checking " + log, bytes));
    Findings findings = checked.findings();
    if (!checked.isSound()) {
      throw new GoatException.Corrupted(
          "The log of "
              + log
              + " in the backup is wrong: "
              + (findings.problems().isEmpty()
                  ? findings.damages()
                  : findings.problems().get(0).what()),
          "Use another backup.");
    }
    return findings;
  }

  private void write(String log, Findings findings, StoredBytes stored) throws IOException {
    Epoch epoch = new Epoch(FolderKeys.random(Epoch.NAME_BYTES), findings.epoch(), stored.size());
    boolean sealable = findings.unsealed() == 0 || hasKeys;
    if (!sealable && !findings.organisation().isKnown()) {
      throw new GoatException.Incompatible(
          "The edits in "
              + log
              + " were made before a server was met, and only the key that made"
              + " them can sign them; it is not in the backup.",
          "Make the backup with --with-keys.");
    }
    try (LogFileWriter out = new LogFileWriter(files, log)) {
      if (sealable) {
        for (long at = 0; at < stored.size(); at += PORTION_BYTES) {
          out.write(stored.read(at, PORTION_BYTES));
          progress.accept("restoring " + log, at);
        }
        out.write(epoch.encode().encode());
        commits += findings.commits();
      } else {
        Keys nobody = new Keys(backup.keys().root(), List.of(), backup.keys().signatures());
        Rebuild rebuild = new Rebuild(RepositoryPath.parse(log), nobody, List.of(), out::write);
        rebuild.begin(findings.organisation(), epoch);
        rebuild.take(stored);
        unsealed += rebuild.finish().size();
        commits += rebuild.added();
      }
      out.putInPlace();
    }
  }
}
