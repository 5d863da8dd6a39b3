package dev.goatdb.core.audit;

import static dev.goatdb.core.DiskHost.TODOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.DiskHost;
import dev.goatdb.core.SampleLogs;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A log looked at from outside: what is right is counted, and what is wrong is found. */
class LogAuditTest {
  private static final SampleLogs SAMPLE = new SampleLogs(30);
  private static final byte[] SERVER = SAMPLE.server().log();
  private static final byte[] CLIENT = SAMPLE.client().log();

  private static Findings audit(byte[] log, byte[] index, DiskHost host) {
    Keys keys =
        new Keys(
            Optional.of(DiskHost.ROOT),
            List.of(host.sessionKey()),
            (key, message, signature) -> signature.equals(DiskHost.signature(key, message)));
    LogAudit audit =
        new LogAudit(
            TODOS, new StoredLog(StoredBytes.of(log), Optional.of(StoredBytes.of(index))), keys);
    while (audit.advance(100)) {
      assertTrue(audit.position() > 0);
    }
    return audit.findings();
  }

  private static Findings server(byte[] log) {
    return audit(log, SAMPLE.server().index(), SAMPLE.server());
  }

  @Test
  void theLogsOfAServerAndItsClientAreSound() {
    for (DiskHost host : List.of(SAMPLE.server(), SAMPLE.client())) {
      Findings findings = audit(host.log(), host.index(), host);
      assertEquals(List.of(), findings.problems());
      assertEquals(List.of(), findings.damages());
      assertEquals(Findings.Index.AGREES, findings.index());
      assertEquals(host.engine().status(TODOS).overview().commits(), findings.commits());
      assertEquals(host.engine().items(TODOS).size(), findings.items());
      assertEquals(host.engine().status(TODOS).epoch(), findings.epoch());
      assertEquals(host.log().length, findings.bytes());
      assertEquals(0, findings.unchecked() + findings.absent() + findings.unreceipted());
      assertTrue(findings.seals() > 10 && findings.receipts() > 10);
    }
  }

  @Test
  void aSealOfSomebodyUnknownIsCountedAndNotCondemned() {
    DiskHost stranger = SAMPLE.client();
    Findings findings = audit(SERVER, new byte[0], stranger);
    assertTrue(findings.isSound());
    assertTrue(findings.unchecked() > 0);
  }

  @Test
  void aTornEndIsNoDamage() {
    Findings findings = server(Arrays.copyOf(SERVER, SERVER.length - 3));
    assertTrue(findings.isSound());
    assertTrue(findings.unfinished() > 0);
    Findings roomy = server(Arrays.copyOf(SERVER, SERVER.length + 5_000));
    assertTrue(roomy.isSound());
    assertEquals(0, roomy.unfinished());
  }

  @Test
  void aFlippedBitAtAnyByteIsFound() {
    Random random = new Random(3);
    int last = lastRecord(SERVER);
    for (int at = 0; at < SERVER.length; at += 3) {
      byte[] damaged = SERVER.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Findings findings = server(damaged);
      if (at >= last) {
        assertTrue(findings.unfinished() > 0, "byte " + at);
      } else {
        int byteAt = at;
        assertFalse(findings.isSound(), "byte " + at);
        assertTrue(
            findings.damages().stream().anyMatch(one -> one.from() <= byteAt && byteAt < one.to()),
            "byte " + at + " in " + findings.damages());
      }
    }
  }

  private static int lastRecord(byte[] log) {
    LogCursor cursor = LogCursor.of("sample", StoredBytes.of(log));
    while (cursor.next() != null) {
      // The next record.
    }
    return (int) cursor.start();
  }

  /** Records that are changed and get a right checksum, as a forger would do it. */
  @Test
  void aForgedRecordIsFound() {
    for (DiskHost host : List.of(SAMPLE.server(), SAMPLE.client())) {
      List<LogRecord> records = LogFile.read("sample", host.log()).records();
      for (int forged = 1; forged < records.size(); forged++) {
        LogRecord record = records.get(forged);
        if (Set.of(LogRecord.Type.SYNCED, LogRecord.Type.REFUSAL).contains(record.type())) {
          continue;
        }
        for (int at = 0; at < record.payload().size(); at += 9) {
          byte[] payload = record.payload().array().clone();
          payload[at] ^= 1;
          Findings findings = audit(with(records, forged, Octets.wrap(payload)), new byte[0], host);
          assertFalse(findings.isSound(), record.type() + " " + forged + ", byte " + at);
        }
      }
    }
  }

  private static byte[] with(List<LogRecord> records, int place, Octets payload) {
    CborWriter out = new CborWriter().raw(LogFile.MAGIC);
    for (int i = 0; i < records.size(); i++) {
      LogRecord record = records.get(i);
      out.raw(i == place ? new LogRecord(record.type(), payload).encode() : record.encode());
    }
    return out.octets().array();
  }

  @Test
  void anIndexOfAnotherStateOfTheLogIsFound() {
    byte[] index = SAMPLE.server().index();
    assertEquals(Findings.Index.ABSENT, audit(SERVER, new byte[0], SAMPLE.server()).index());
    assertEquals(Findings.Index.DAMAGED, audit(SERVER, CLIENT, SAMPLE.server()).index());
    byte[] flipped = index.clone();
    flipped[5_000] ^= 1;
    assertEquals(Findings.Index.DAMAGED, audit(SERVER, flipped, SAMPLE.server()).index());
    Findings shorter = server(Arrays.copyOf(SERVER, SERVER.length / 2));
    assertEquals(Findings.Index.AHEAD, shorter.index());
    assertTrue(shorter.isSound());
  }
}
