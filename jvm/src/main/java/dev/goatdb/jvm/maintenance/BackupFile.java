package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.audit.Findings;
import dev.goatdb.core.audit.Keys;
import dev.goatdb.core.audit.LogAudit;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.FolderKeys;
import dev.goatdb.jvm.store.StoredFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * A backup in one file: parts, of which each run appends some and then a catalogue.
 *
 * <pre>
 *   "GOATBAK0" | part | ... | catalogue | part | ... | catalogue
 * </pre>
 *
 * <p>The last whole catalogue counts, with all parts before it; what follows it is a run that did
 * not finish. Every part has a checksum, and all are checked when the file is opened.
 */
public final class BackupFile implements AutoCloseable {
  static final Octets MAGIC = Octets.wrap("GOATBAK0".getBytes(StandardCharsets.US_ASCII));

  private static final int WINDOW_BYTES = 1 << 16;
  private static final int STEP_RECORDS = 1_000;

  private final Path path;
  private final StoredFile file;
  private Map<String, Extents> logs = new TreeMap<>();
  private final Map<String, List<StoredBytes>> older = new TreeMap<>();
  private Map<String, Octets> files = new LinkedHashMap<>();
  private BackupPart.Catalogue catalogue = new BackupPart.Catalogue(0, List.of(), List.of());
  private long end;

  private BackupFile(Path path, StoredFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Reads and checks a backup.
   *
   * <p>Throws {@code NotFound} where there is none, {@code Corrupted} where a part of it is damaged
   * and {@code Incompatible} for a file of another kind.
   */
  public static BackupFile open(Path path) {
    BackupFile backup =
        find(path)
            .orElseThrow(() ->
                new GoatException.NotFound(
                    "There is no backup " + path + ".", "Make one with 'goat backup'."));
    if (backup.end == 0) {
      backup.close();
      throw new GoatException.Corrupted(
          "The backup " + path + " was never finished.", "Make it again with 'goat backup'.");
    }
    return backup;
  }

  /** The same for a file that may not be there, or not be finished. */
  static Optional<BackupFile> find(Path path) {
    return StoredFile.open(path)
        .map(file -> {
          BackupFile backup = new BackupFile(path, file);
          try {
            backup.scan();
            return backup;
          } catch (RuntimeException failed) {
            file.close();
            throw failed;
          }
        });
  }

  private void scan() {
    Octets magic = file.read(0, MAGIC.size());
    if (!magic.equals(MAGIC.prefix(magic.size()))) {
      throw new GoatException.Incompatible(
          path + " is not a backup of this version.", "Give another file.");
    }
    Map<String, Extents> readLogs = new TreeMap<>();
    Map<String, Octets> readFiles = new LinkedHashMap<>();
    long at = MAGIC.size();
    for (int size = sizeAt(at); size > 0; size = sizeAt(at)) {
      Octets framed = file.read(at, size);
      switch (BackupPart.decode(framed)) {
        case BackupPart.Bytes part -> add(part, at + size - part.bytes().size(), readLogs);
        case BackupPart.SmallFile part -> readFiles.put(part.name(), part.bytes());
        case BackupPart.Catalogue part -> {
          catalogue = part;
          logs = new TreeMap<>(readLogs);
          files = new LinkedHashMap<>(readFiles);
          end = at + size;
        }
      }
      at += size;
    }
    requireNoCatalogue(at);
  }

  /** Bytes stand at the end of their part, and continue their log or begin it anew. */
  private void add(BackupPart.Bytes part, long place, Map<String, Extents> into) {
    if (part.position() == 0) {
      log(part.log())
          .ifPresent(
              before -> older.computeIfAbsent(part.log(), log -> new ArrayList<>()).add(before));
      into.put(part.log(), new Extents(file));
    }
    Extents extents = into.get(part.log());
    if (extents == null || part.position() != extents.size()) {
      throw damaged(place);
    }
    extents.add(place, part.bytes().size());
  }

  private int sizeAt(long offset) {
    int size = BackupPart.sizeIn(file.read(offset, BackupPart.HEAD_BYTES));
    boolean fits = size > 0 && size <= file.size() - offset;
    return fits && BackupPart.isWhole(file.read(offset, size)) ? size : 0;
  }

  /** A run that did not finish has no catalogue: where one follows, the place is damaged. */
  private void requireNoCatalogue(long from) {
    for (long at = from + 1; at < file.size(); at += WINDOW_BYTES) {
      Octets window = file.read(at, WINDOW_BYTES + BackupPart.HEAD_BYTES);
      for (int i = 0; i < Math.min(WINDOW_BYTES, window.size()); i++) {
        Octets head = window.from(i);
        boolean plausible = BackupPart.sizeIn(head) > 0 && BackupPart.isCatalogue(head);
        if (plausible && sizeAt(at + i) > 0) {
          throw damaged(from);
        }
      }
    }
  }

  private GoatException damaged(long at) {
    return new GoatException.Corrupted(
        "The backup " + path + " is damaged at byte " + at + ".",
        "Make a new one in another file; 'goat repair --from' cannot use this one.");
  }

  /** When it was made, in milliseconds since 1970. */
  public long timeMillis() {
    return catalogue.timeMillis();
  }

  /** How many bytes follow the last whole run: one that did not finish, or whose end is damaged. */
  public long unfinished() {
    return file.size() - end;
  }

  /** The paths of the logs in it, in order. */
  public List<String> logs() {
    return catalogue.logs().stream().map(BackupPart.Catalogue.Log::path).toList();
  }

  /** A log, as long as it is in the last whole run. */
  public Optional<StoredBytes> log(String log) {
    Extents extents = logs.get(log);
    Optional<BackupPart.Catalogue.Log> entry = entry(log);
    if (extents == null || entry.isEmpty() || extents.size() < entry.get().length()) {
      return Optional.empty();
    }
    return Optional.of(new Prefix(extents, entry.get().length()));
  }

  /**
   * The same as earlier runs found it, oldest first, where it did not go on from there: it may have
   * held what the newer one lacks.
   */
  List<StoredBytes> older(String log) {
    return older.getOrDefault(log, List.of());
  }

  /** The public keys that are in it; private ones it has only where that was wanted. */
  Keys keys() {
    return FolderKeys.of(
        Optional.ofNullable(files().get(Backup.ORGANISATION)).map(BackupFile::text),
        Optional.ofNullable(files().get(Backup.SESSION)));
  }

  private static String text(Octets bytes) {
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  /**
   * Checks a log as {@link FolderAudit} does.
   *
   * @param progress told now and then how many bytes are checked
   */
  public FolderAudit.Checked check(String log, LongConsumer progress) {
    StoredBytes stored = log(log).orElseThrow(() -> incomplete(log));
    LogAudit audit =
        new LogAudit(RepositoryPath.parse(log), new StoredLog(stored, Optional.empty()), keys());
    while (audit.advance(STEP_RECORDS)) {
      progress.accept(audit.position());
    }
    Findings findings = audit.findings();
    return new FolderAudit.Checked(log, findings, findings.isSound());
  }

  private GoatException incomplete(String log) {
    return new GoatException.Corrupted(
        "The backup " + path + " does not hold all of " + log + ".", "Use another backup.");
  }

  /** The small files in it. */
  Map<String, Octets> files() {
    Map<String, Octets> held = new LinkedHashMap<>();
    for (String name : catalogue.files()) {
      Octets bytes = files.get(name);
      if (bytes != null) {
        held.put(name, bytes);
      }
    }
    return held;
  }

  Optional<BackupPart.Catalogue.Log> entry(String log) {
    return catalogue.logs().stream().filter(entry -> entry.path().equals(log)).findFirst();
  }

  /** Where the last whole run ends; 0 where there is none. */
  long end() {
    return end;
  }

  @Override
  public void close() {
    file.close();
  }

  /** The first bytes of others. */
  private record Prefix(StoredBytes all, long size) implements StoredBytes {
    @Override
    public Octets read(long offset, int length) {
      return all.read(offset, (int) Math.max(0, Math.min(length, size - offset)));
    }
  }
}
