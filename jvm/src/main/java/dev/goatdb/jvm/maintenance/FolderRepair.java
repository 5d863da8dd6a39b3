package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.audit.Epoch;
import dev.goatdb.core.audit.Findings;
import dev.goatdb.core.audit.Keys;
import dev.goatdb.core.audit.LogAudit;
import dev.goatdb.core.audit.Origin;
import dev.goatdb.core.audit.Rebuild;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.Damage;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Folder;
import dev.goatdb.jvm.FolderKeys;
import dev.goatdb.jvm.store.LogFiles;
import dev.goatdb.jvm.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Mends the damaged logs of a folder that nobody uses: each becomes a new one of all that can be
 * read of it, of what earlier repairs put aside, and of a backup.
 *
 * <p>The damaged file is kept beside the new one, as {@code NAME.log.damaged-1} and so on. The new
 * log begins a new epoch, for its records stand elsewhere and some may be lost. A log that is sound
 * is only written further, where the others hold what it lacks.
 */
public final class FolderRepair {
  /** So many bytes at the same place, a checksum among them, tell two copies of a log. */
  private static final int EQUAL_BYTES = 64;

  private final LogFiles files;
  private final Keys keys;
  private final Source source;
  private final Set<SchemaId> schemas = new LinkedHashSet<>();
  private final Consumer<String> progress;

  /**
   * What became of a log.
   *
   * @param renewed whether it was damaged, and is a new one now
   * @param kept where the damaged file is
   * @param commits how many commits were taken into the new log, or added to a sound one
   * @param lost places that could not be read, and that no backup covers
   * @param unread how many records could be read and not understood
   * @param left commits that could be read and could not be taken in
   * @param absent how many commits have a receipt and are nowhere
   * @param cut where a log ends that was longer once, as its index tells
   */
  public record Mended(
      String log,
      boolean renewed,
      Optional<Path> kept,
      int commits,
      List<Damage> lost,
      int unread,
      List<Rebuild.LeftOut> left,
      int absent,
      OptionalLong cut) {
    /** Whether nothing is missing, as far as that can be told. */
    public boolean isWhole() {
      return lost.isEmpty() && left.isEmpty() && absent == 0 && cut.isEmpty();
    }
  }

  private FolderRepair(
      Path folder, Source source, Collection<SchemaId> schemas, Consumer<String> progress) {
    this.files = new LogFiles(folder);
    this.keys = FolderKeys.read(folder);
    this.source = source;
    this.schemas.addAll(schemas);
    this.progress = progress;
  }

  /**
   * Mends a folder; what was sound and lacks nothing is not in the result.
   *
   * <p>Throws {@code NotFound} where there is no database or backup, {@code InUse} where the folder
   * is in use, {@code Corrupted} where the backup is damaged, and {@code StorageFailed}.
   *
   * @param from a backup file, or another folder
   * @param schemas those that commits may have, where the records that name them are lost
   * @param progress told what is being done
   */
  public static List<Mended> run(
      Path folder, Optional<Path> from, Collection<SchemaId> schemas, Consumer<String> progress) {
    FolderAudit.require(folder);
    try (Source source = Source.open(from);
        Folder locked = Folder.open(folder)) {
      return new FolderRepair(locked.path(), source, schemas, progress).mendAll();
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not repair " + folder + ": " + failed.getMessage() + ".",
              "Check the disk, its free space and the permissions.")
          .causedBy(failed);
    }
  }

  /** The damaged logs that earlier repairs of a folder kept. */
  public static List<Path> putAside(Path folder) {
    LogFiles files = new LogFiles(folder);
    List<Path> aside = new ArrayList<>();
    for (String log : files.logs()) {
      for (int number = 1; Files.exists(files.damaged(log, number)); number++) {
        aside.add(files.damaged(log, number));
      }
    }
    return aside;
  }

  private List<Mended> mendAll() throws IOException {
    Set<String> logs = new TreeSet<>(files.logs());
    logs.addAll(source.logs());
    for (String log : logs) {
      for (StoredFile file : open(log)) {
        schemas.addAll(Rebuild.schemas(file));
        file.close();
      }
      source.all(log).forEach(stored -> schemas.addAll(Rebuild.schemas(stored)));
    }
    List<Mended> mended = new ArrayList<>();
    for (String log : logs) {
      progress.accept("reading " + log);
      mend(log).ifPresent(mended::add);
    }
    return mended;
  }

  /** The log and the damaged ones beside it, the newest last. */
  private List<StoredFile> open(String log) {
    List<StoredFile> all = new ArrayList<>();
    for (int number = 1; Files.exists(files.damaged(log, number)); number++) {
      StoredFile.open(files.damaged(log, number)).ifPresent(all::add);
    }
    StoredFile.open(files.log(log)).ifPresent(all::add);
    return all;
  }

  private Optional<Mended> mend(String log) throws IOException {
    List<StoredFile> own = open(log);
    try {
      boolean exists = Files.exists(files.log(log));
      StoredBytes current = exists ? own.get(own.size() - 1) : StoredBytes.of(new byte[0]);
      Findings findings = audit(log, current);
      List<StoredBytes> others = new ArrayList<>(source.all(log));
      others.addAll(own.subList(0, own.size() - (exists ? 1 : 0)));
      boolean cut = findings.index() == Findings.Index.AHEAD;
      if (current.size() == 0 && others.isEmpty()) {
        return Optional.empty();
      }
      boolean sound = exists && current.size() > 0 && findings.isSound() && !cut;
      return sound
          ? writeFurther(log, current, findings, others)
          : renew(log, current, findings, others);
    } finally {
      own.forEach(StoredFile::close);
    }
  }

  private Findings audit(String log, StoredBytes stored) {
    Optional<StoredFile> index = StoredFile.open(files.index(log));
    try {
      StoredLog both = new StoredLog(stored, index.map(file -> file));
      LogAudit audit = new LogAudit(RepositoryPath.parse(log), both, keys);
      while (audit.advance(Integer.MAX_VALUE)) {
        // The next records.
      }
      return audit.findings();
    } finally {
      index.ifPresent(StoredFile::close);
    }
  }

  private Optional<Mended> writeFurther(
      String log, StoredBytes current, Findings findings, List<StoredBytes> others)
      throws IOException {
    if (others.isEmpty()) {
      return Optional.empty();
    }
    try (Lengthening out = new Lengthening(files, log, current)) {
      Rebuild rebuild = new Rebuild(RepositoryPath.parse(log), keys, schemas, out::write);
      out.from(rebuild.goOn(findings.organisation(), current));
      others.forEach(rebuild::take);
      List<Rebuild.LeftOut> left = rebuild.finish();
      boolean longer = out.putInPlace();
      return longer || !left.isEmpty()
          ? Optional.of(
              new Mended(
                  log,
                  false,
                  Optional.empty(),
                  rebuild.added(),
                  List.of(),
                  0,
                  left,
                  0,
                  OptionalLong.empty()))
          : Optional.empty();
    }
  }

  private Optional<Mended> renew(
      String log, StoredBytes current, Findings findings, List<StoredBytes> others)
      throws IOException {
    progress.accept("repairing " + log);
    long reached = findings.damages().stream().mapToLong(Damage::from).min().orElse(0);
    Octets before = findings.epoch().equals(Epoch.UNKNOWN) ? named(others) : findings.epoch();
    Epoch epoch = new Epoch(FolderKeys.random(Epoch.NAME_BYTES), before, reached);
    try (LogFileWriter out = new LogFileWriter(files, log)) {
      Rebuild rebuild = new Rebuild(RepositoryPath.parse(log), keys, schemas, out::write);
      rebuild.begin(findings.organisation(), epoch);
      others.forEach(rebuild::take);
      rebuild.take(current);
      List<Rebuild.LeftOut> left = rebuild.finish();
      Optional<Path> kept = putAside(log);
      out.putInPlace();
      return Optional.of(
          new Mended(
              log,
              true,
              kept,
              rebuild.added(),
              lost(current, findings, others),
              rebuild.unread(),
              left,
              rebuild.absent(),
              cut(current, findings, others)));
    }
  }

  /** The epoch with which the newest of others began. */
  private static Octets named(List<StoredBytes> others) {
    Octets name = Epoch.UNKNOWN;
    for (StoredBytes other : others) {
      name = LogTail.origin(other).map(Origin::epoch).orElse(name);
    }
    return name;
  }

  /** The places that cannot be read, but for those that a copy of the same log has whole. */
  private static List<Damage> lost(
      StoredBytes current, Findings findings, List<StoredBytes> others) {
    List<Damage> lost = new ArrayList<>(findings.damages());
    for (StoredBytes other : others) {
      long whole = LogTail.whole(other).to();
      lost.removeIf(damage ->
          damage.to() + EQUAL_BYTES <= whole
              && other
                  .read(damage.to(), EQUAL_BYTES)
                  .equals(current.read(damage.to(), EQUAL_BYTES)));
    }
    return lost;
  }

  /** Where the log ends, if it was longer once and no copy of it goes on there. */
  private static OptionalLong cut(
      StoredBytes current, Findings findings, List<StoredBytes> others) {
    boolean gone = findings.index() == Findings.Index.AHEAD;
    long from = Math.max(0, current.size() - EQUAL_BYTES);
    Octets end = current.read(from, EQUAL_BYTES);
    for (StoredBytes other : others) {
      boolean goesOn = LogTail.whole(other).to() > current.size();
      gone &= !(goesOn && other.read(from, end.size()).equals(end));
    }
    return gone ? OptionalLong.of(current.size()) : OptionalLong.empty();
  }

  /** Keeps the damaged file under another name, beside its old one until that is replaced. */
  private Optional<Path> putAside(String log) throws IOException {
    if (!Files.exists(files.log(log))) {
      return Optional.empty();
    }
    int number = 1;
    while (Files.exists(files.damaged(log, number))) {
      number++;
    }
    Path kept = files.damaged(log, number);
    try {
      Files.createLink(kept, files.log(log));
    } catch (UnsupportedOperationException | IOException noLinks) {
      Files.copy(files.log(log), kept);
    }
    files.force(log);
    return Optional.of(kept);
  }
}
