package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.audit.Findings;
import dev.goatdb.core.audit.Keys;
import dev.goatdb.core.audit.LogAudit;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Folder;
import dev.goatdb.jvm.FolderKeys;
import dev.goatdb.jvm.store.LogFiles;
import dev.goatdb.jvm.store.StoredFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads every log of a folder to its end and says what is wrong; nothing is changed.
 *
 * <p>The folder may be in use: a log is looked at again then before it is called damaged, for what
 * is being written looks like damage for a moment.
 */
public final class FolderAudit {
  private static final int LOOKS = 4;
  private static final int STEP_RECORDS = 1_000;

  private final LogFiles files;
  private final Keys keys;
  private final boolean authority;
  private final boolean inUse;

  /** What was found in a log. */
  public record Checked(String log, Findings findings, boolean isSound) {}

  private FolderAudit(Path folder, Keys keys) {
    this.files = new LogFiles(folder);
    this.keys = keys;
    this.authority = FolderKeys.isFounder(folder);
    this.inUse = Folder.isOpen(folder);
  }

  /** Throws {@code NotFound} where a folder holds no database. */
  public static FolderAudit of(Path folder) {
    require(folder);
    return new FolderAudit(folder, FolderKeys.read(folder));
  }

  static void require(Path folder) {
    if (!Files.isDirectory(folder.resolve("repositories"))) {
      throw new GoatException.NotFound(
          "There are no repositories in " + folder + ".",
          "Give the folder that 'goat serve --data' or GoatDB.open uses.");
    }
  }

  /** Whether some process had the folder open when this began. */
  public boolean isInUse() {
    return inUse;
  }

  /** The logs that are there, in order. */
  public List<String> logs() {
    return files.logs();
  }

  /**
   * Checks a log.
   *
   * @param progress told now and then how many bytes are checked
   */
  public Checked check(String log, LongConsumer progress) {
    Findings findings = look(log, progress);
    for (int i = 1; inUse && !findings.isSound() && i < LOOKS; i++) {
      Pauses.sleep();
      findings = look(log, progress);
    }
    boolean cut = !inUse && findings.index() == Findings.Index.AHEAD;
    boolean lost = cut || authority && findings.absent() > 0;
    return new Checked(log, findings, findings.isSound() && !lost);
  }

  private Findings look(String log, LongConsumer progress) {
    try (Opened stored = Opened.of(files, log)) {
      LogAudit audit = new LogAudit(RepositoryPath.parse(log), stored.log(), keys);
      while (audit.advance(STEP_RECORDS)) {
        progress.accept(audit.position());
      }
      return audit.findings();
    }
  }

  /** A log and its index, as they are now; the index first, so that it is not ahead. */
  private record Opened(Optional<StoredFile> index, Optional<StoredFile> records)
      implements AutoCloseable {

    static Opened of(LogFiles files, String log) {
      Optional<StoredFile> index = StoredFile.open(files.index(log));
      return new Opened(index, StoredFile.open(files.log(log)));
    }

    StoredLog log() {
      StoredBytes none = StoredBytes.of(new byte[0]);
      return new StoredLog(
          records.<StoredBytes>map(file -> file).orElse(none), index.map(file -> file));
    }

    @Override
    public void close() {
      index.ifPresent(StoredFile::close);
      records.ifPresent(StoredFile::close);
    }
  }
}
