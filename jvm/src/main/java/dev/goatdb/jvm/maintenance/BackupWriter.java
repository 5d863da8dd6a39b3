package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.audit.Origin;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.Damage;
import dev.goatdb.jvm.store.LogFiles;
import dev.goatdb.jvm.store.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** Appends what is new of a folder to a backup, and a catalogue where anything is. */
final class BackupWriter {
  private static final int PORTION_BYTES = 512 << 10;
  private static final int LOOKS = 4;

  private final LogFiles files;
  private final BackupFile before;
  private final FileChannel out;
  private final ObjLongConsumer<String> progress;
  private final Map<String, BackupPart.Catalogue.Log> entries = new TreeMap<>();
  private final Map<String, Damage> damages = new LinkedHashMap<>();
  private long added;

  BackupWriter(Path folder, BackupFile before, FileChannel out, ObjLongConsumer<String> progress) {
    this.files = new LogFiles(folder);
    this.before = before;
    this.out = out;
    this.progress = progress;
  }

  Backup.Result write(Map<String, Octets> small) throws IOException {
    out.truncate(before.end());
    out.position(before.end());
    if (before.end() == 0) {
      write(BackupFile.MAGIC);
    }
    boolean news = write(small, before.files());
    before.logs().forEach(log -> before.entry(log).ifPresent(entry -> entries.put(log, entry)));
    for (String log : files.logs()) {
      save(log);
    }
    if (news || before.end() == 0 || added > 0 || entries.size() > before.logs().size()) {
      Set<String> names = new LinkedHashSet<>(before.files().keySet());
      names.addAll(small.keySet());
      out.force(true);
      write(
          new BackupPart.Catalogue(
                  System.currentTimeMillis(), List.copyOf(entries.values()), new ArrayList<>(names))
              .encode());
      out.force(true);
    }
    long logBytes = entries.values().stream().mapToLong(BackupPart.Catalogue.Log::length).sum();
    return new Backup.Result(entries.size(), logBytes, added, out.size(), damages);
  }

  private boolean write(Map<String, Octets> small, Map<String, Octets> known) throws IOException {
    boolean news = false;
    for (Map.Entry<String, Octets> one : small.entrySet()) {
      Octets saved = known.get(one.getKey());
      if (saved == null || !saved.equals(one.getValue())) {
        write(new BackupPart.SmallFile(one.getKey(), one.getValue()).encode());
        news = true;
      }
    }
    return news;
  }

  /** Saves what is new of a log. What is being written looks like damage for a moment. */
  private void save(String log) throws IOException {
    for (int look = 1; look <= LOOKS; look++) {
      Optional<StoredFile> found = StoredFile.open(files.log(log));
      if (found.isEmpty()) {
        return;
      }
      try (StoredFile file = found.get()) {
        if (file.size() == 0 || isSaved(log, file, look == LOOKS)) {
          return;
        }
      }
      Pauses.sleep();
    }
  }

  /**
   * Whether nothing is left to be saved; {@code last} says that damage will not go away. What an
   * earlier run saved is read again, too: a disk may have changed it since.
   */
  private boolean isSaved(String log, StoredBytes file, boolean last) throws IOException {
    Optional<Origin> origin = LogTail.origin(file);
    Optional<BackupPart.Catalogue.Log> entry = before.entry(log);
    LogTail whole = LogTail.whole(file);
    LogTail tail = entry.flatMap(known -> LogTail.behind(known, file)).orElse(whole);
    boolean damaged = origin.isEmpty() || whole.damage().isPresent();
    if (damaged && !last) {
      return false;
    }
    if (damaged) {
      damages.put(log, whole.damage().orElse(new Damage(0, file.size())));
    }
    boolean less = damaged && entry.isPresent() && tail.to() < entry.get().length();
    if (origin.isPresent() && !less) {
      save(log, file, tail);
      entries.put(
          log,
          new BackupPart.Catalogue.Log(
              log, origin.get().epoch(), tail.to(), tail.lastAt(), tail.lastChecksum()));
    }
    return true;
  }

  private void save(String log, StoredBytes file, LogTail tail) throws IOException {
    for (long at = tail.from(); at < tail.to(); ) {
      int size = (int) Math.min(PORTION_BYTES, tail.to() - at);
      write(new BackupPart.Bytes(log, at, file.read(at, size)).encode());
      at += size;
      added += size;
      progress.accept(log, at);
    }
  }

  private void write(Octets bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.backing(), bytes.offset(), bytes.size());
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }
}
