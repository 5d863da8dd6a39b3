package dev.goatdb.fuzz.decoder;

import static dev.goatdb.fuzz.decoder.Target.require;
import static dev.goatdb.fuzz.decoder.Target.succeeds;

import dev.goatdb.core.DiskHost;
import dev.goatdb.core.Engine;
import dev.goatdb.core.Settings;
import dev.goatdb.core.audit.Keys;
import dev.goatdb.core.audit.LogAudit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogIndex;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.log.PageCache;
import dev.goatdb.core.log.Segments;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Logs and their indexes: read, looked over, and opened by an engine. */
final class LogTargets {
  private static final int PAGE = 4096;
  private static final int CONTENT = 4080;
  private static final int MOST_RECORDS = 1_000;
  private static final long MOST_CACHED = 1 << 20;
  private static final int MOST_STEPS = 1_000_000;

  private LogTargets() {}

  static List<Target<?>> all() {
    return List.of(
        Target.of(
                "log",
                Set.of("incompatible"),
                bytes -> LogFile.read("fuzz", bytes.array()),
                LogTargets::checkLog,
                LogTargets::logs)
            .within(64, 4 << 20),
        Target.of(
                "records",
                Set.of("corrupted", "incompatible", "invalid-definition"),
                bytes -> open(Shapes.log(records(bytes)), new byte[0]),
                LogTargets::checkOpened,
                () -> List.of(sample(server().log()), sample(client().log())))
            .within(1_000, 16 << 20),
        Target.of(
                "index-damaged",
                Set.of("corrupted"),
                bytes -> open(server().log(), bytes.array()),
                (host, bytes) -> require(contents(host).equals(contents(server())), "lost items"),
                () -> List.of(Octets.of(server().index())))
            .within(1_000, 64 << 20),
        Target.of(
                "index",
                Set.of("corrupted"),
                bytes -> lookedUp(pages(bytes)),
                (answers, bytes) -> {},
                () -> List.of(contents(server().index())))
            .within(64, 4 << 20));
  }

  /**
   * Asks an index whose checksums are right, whatever it says: what it says of the log is believed,
   * but it must answer.
   */
  private static long lookedUp(byte[] file) {
    StoredBytes log = StoredBytes.of(server().log());
    int stamp = Octets.wrap(server().index()).intAt(CONTENT + 4);
    Segments segments = new Segments(StoredBytes.of(file), log, stamp, new PageCache(MOST_CACHED));
    LogIndex index =
        new LogIndex(
            stamp,
            (position, into) -> {
              throw new GoatException.Corrupted("The index is damaged.", "Read the log.");
            },
            segments);
    long answers = (long) index.notes().size() + index.state().map(Octets::size).orElse(0);
    for (CommitId id : new Chance(3).ids(20)) {
      answers += index.find(id.hash(), number -> false);
      answers += index.newest(index.tagOf(id.toString()), number -> false);
    }
    for (int number = 0; number < Math.min(index.count(), MOST_RECORDS); number++) {
      int tag = index.itemTag(number);
      answers += index.newest(tag, candidate -> index.previous(candidate) < 0);
      answers += index.offset(number) + index.sealOffset(number) + index.idTag(number);
    }
    return answers;
  }

  private static DiskHost server() {
    return Seeds.Samples.LOGS.server();
  }

  private static DiskHost client() {
    return Seeds.Samples.LOGS.client();
  }

  private static List<Octets> logs() {
    List<Octets> logs = new ArrayList<>(Seeds.strings("logs"));
    logs.removeIf(some -> !some.startsWith(LogFile.MAGIC));
    logs.add(Octets.of(Arrays.copyOf(server().log(), 3_000)));
    return logs;
  }

  private static Octets sample(byte[] log) {
    return Shapes.records(Arrays.copyOf(log, Math.min(log.length, 6_000)));
  }

  /** The audit finds something or nothing, and comes to its end. */
  private static void checkLog(LogFile file, Octets bytes) {
    require(file.length() <= bytes.size(), "ends behind its end");
    long size = LogFile.MAGIC.size();
    for (LogRecord record : file.records()) {
      size += record.size();
    }
    require(file.records().isEmpty() || size <= file.length(), "holds more than its bytes");
    audit(bytes.array());
  }

  private static void audit(byte[] log) {
    LogAudit audit =
        new LogAudit(
            DiskHost.TODOS,
            new StoredLog(StoredBytes.of(log), Optional.empty()),
            new Keys(
                Optional.of(DiskHost.ROOT),
                List.of(),
                (key, message, signature) -> DiskHost.signature(key, message).equals(signature)));
    int steps = 0;
    while (audit.advance(100)) {
      require(++steps < MOST_STEPS, "never ends");
    }
    audit.findings();
  }

  private static List<LogRecord> records(Octets bytes) {
    List<LogRecord> records = new ArrayList<>();
    for (Shapes.Part part : Shapes.parts(bytes)) {
      if (records.size() < MOST_RECORDS) {
        records.add(
            new LogRecord(Shapes.TYPES.get(part.kind() % Shapes.TYPES.size()), part.bytes()));
      }
    }
    return records;
  }

  private static DiskHost open(byte[] log, byte[] index) {
    return new DiskHost(Settings.Role.AUTHORITY, 5, log, index).open();
  }

  private static void checkOpened(DiskHost host, Octets bytes) {
    List<LogRecord> records = records(bytes);
    byte[] log = Shapes.log(records);
    require(LogFile.read("fuzz", log).records().equals(records), "is read as other records");
    audit(log);
    host.pass(3_000);
    host.engine().items(DiskHost.TODOS).forEach(item -> look(host.engine(), item));
  }

  /** Shows an item; a body of its history may be malformed. */
  static void look(Engine engine, String item) {
    succeeds("corrupted", () -> engine.look(new ItemPath(DiskHost.TODOS, item)));
  }

  private static List<String> contents(DiskHost host) {
    List<String> contents = new ArrayList<>();
    for (String item : host.engine().items(DiskHost.TODOS)) {
      contents.add(item + host.engine().look(new ItemPath(DiskHost.TODOS, item)));
    }
    return contents;
  }

  /** The contents of the pages of an index: number, stamp and checksum are put in. */
  private static Octets contents(byte[] index) {
    byte[] contents = new byte[index.length / PAGE * (CONTENT + 4)];
    for (int page = 0; page < index.length / PAGE; page++) {
      int to = page * (CONTENT + 4);
      System.arraycopy(index, page * PAGE, contents, to, CONTENT);
      System.arraycopy(index, page * PAGE + CONTENT + 8, contents, to + CONTENT, 4);
    }
    return Octets.wrap(contents);
  }

  private static byte[] pages(Octets contents) {
    int count = (contents.size() + CONTENT + 3) / (CONTENT + 4);
    byte[] index = new byte[count * PAGE];
    Octets stamp = Octets.wrap(server().index()).from(CONTENT + 4);
    for (int page = 0; page < count; page++) {
      Octets content = contents.from(page * (CONTENT + 4)).prefix(CONTENT + 4);
      int at = page * PAGE;
      content.copyTo(index, at);
      Shapes.putInt(index, at + CONTENT + 8, content.intAt(CONTENT));
      Shapes.putInt(index, at + CONTENT, page);
      Shapes.putInt(index, at + CONTENT + 4, stamp.intAt(0));
      Shapes.putInt(index, at + CONTENT + 12, Pure.crc32c(index, at, CONTENT + 12));
    }
    return index;
  }
}
