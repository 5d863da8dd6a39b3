package dev.goatdb.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.GoatException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs read back: a torn end is left out, damage before the end is never passed over. */
class LogFileTest {
  private final List<LogRecord> records = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final byte[] log = write();

  private byte[] write() {
    Chance chance = new Chance(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(LogFile.MAGIC.array());
    ends.add(out.size());
    List<LogRecord.Type> types = new ArrayList<>(List.of(LogRecord.Type.values()));
    types.remove(LogRecord.Type.SYNCED);
    types.add(LogRecord.Type.SYNCED);
    for (LogRecord.Type type : types) {
      Octets payload =
          type == LogRecord.Type.SYNCED
              ? new CborWriter().integer(out.size()).octets()
              : chance.octets(chance.below(60));
      LogRecord record = new LogRecord(type, payload);
      records.add(record);
      out.writeBytes(record.encode().array());
      ends.add(out.size());
    }
    return out.toByteArray();
  }

  @Test
  void aWholeLogIsReadBack() {
    assertEquals(new LogFile(records, log.length, List.of()), LogFile.read("/a/b", log));
    assertEquals(new LogFile(List.of(), 0, List.of()), LogFile.read("/a/b", new byte[0]));
  }

  @Test
  void aLogThatEndsAtAnyByteKeepsItsWholeRecords() {
    for (int length = 0; length <= log.length; length++) {
      LogFile file = LogFile.read("/a/b", Arrays.copyOf(log, length));
      expectPrefix(file, length);
    }
  }

  @Test
  void aLogThatEndsInZerosKeepsItsWholeRecords() {
    for (int length = LogFile.MAGIC.size(); length < log.length; length++) {
      byte[] torn = Arrays.copyOf(Arrays.copyOf(log, length), log.length + 100);
      expectPrefix(LogFile.read("/a/b", torn), length);
    }
  }

  /** The last record whose bytes are all there may end in zeros that were cut and put back. */
  private void expectPrefix(LogFile file, int length) {
    int whole = (int) ends.stream().filter(end -> end <= length).count() - 1;
    if (whole < 0) {
      assertEquals(new LogFile(List.of(), 0, List.of()), file);
      return;
    }
    assertTrue(file.records().size() >= whole);
    int read = file.records().size();
    assertEquals(records.subList(0, read), file.records());
    assertEquals((long) ends.get(read), file.length());
    if (read > whole) {
      for (int i = length; i < file.length(); i++) {
        assertEquals(0, log[i], "only zeros may have been put back");
      }
    }
  }

  @Test
  void aFlippedBitAtAnyByteIsNoticed() {
    int last = ends.get(ends.size() - 2);
    for (int at = 0; at < log.length; at++) {
      for (int bit : new int[] {0, 3, 7}) {
        byte[] damaged = log.clone();
        damaged[at] ^= (byte) (1 << bit);
        if (at < LogFile.MAGIC.size()) {
          assertThrows(GoatException.Incompatible.class, () -> LogFile.read("/a/b", damaged));
        } else if (at < last) {
          int from = startOf(at);
          LogFile file = LogFile.read("/a/b", damaged);
          assertEquals(List.of(new Damage(from, endOf(at))), file.damages());
          assertEquals(records.size() - 1, file.records().size(), "the rest can be read");
          String place = "damaged from byte " + from + " to byte " + endOf(at) + ",";
          String message = file.damages().get(0).error("/a/b").getMessage();
          assertTrue(message.contains(place), message);
        } else {
          LogFile file = LogFile.read("/a/b", damaged);
          assertEquals(records.subList(0, records.size() - 1), file.records());
          assertEquals(last, file.length());
        }
      }
    }
  }

  @Test
  void anUnreadablePlaceThatNobodySaysWasSafeIsTheEnd() {
    int last = ends.get(ends.size() - 2);
    byte[] unsafe = Arrays.copyOf(log, last);
    for (int at = LogFile.MAGIC.size(); at < last; at++) {
      byte[] torn = unsafe.clone();
      torn[at] ^= 1;
      LogFile file = LogFile.read("/a/b", torn);
      assertEquals(List.of(), file.damages());
      assertEquals((long) startOf(at), file.length());
    }
  }

  @Test
  void anUnknownTypeOrVersionInTheMiddleIsDamage() {
    for (int offset : new int[] {LogRecord.FRAME_BYTES, LogRecord.FRAME_BYTES + 1}) {
      byte[] foreign = log.clone();
      int at = ends.get(2);
      foreign[at + offset] = 99;
      int crc = Pure.crc32c(foreign, at + 4, ends.get(3) - at - 4);
      for (int i = 0; i < 4; i++) {
        foreign[at + i] = (byte) (crc >>> 8 * i);
      }
      LogFile file = LogFile.read("/a/b", foreign);
      assertEquals(List.of(new Damage(at, ends.get(3))), file.damages());
    }
  }

  @Test
  void anotherFormatIsNotTouched() {
    byte[] other = "GOATLOG1".getBytes(StandardCharsets.US_ASCII);
    assertThrows(GoatException.Incompatible.class, () -> LogFile.read("/a/b", other));
    assertThrows(
        GoatException.Incompatible.class, () -> LogFile.read("/a/b", Arrays.copyOf(other, 3 * 8)));
    assertEquals(Octets.of("GOATLOG0".getBytes(StandardCharsets.US_ASCII)), LogFile.MAGIC);
  }

  private int startOf(int at) {
    return ends.stream().filter(end -> end <= at).max(Integer::compare).orElseThrow();
  }

  private int endOf(int at) {
    return ends.stream().filter(end -> end > at).min(Integer::compare).orElseThrow();
  }
}
