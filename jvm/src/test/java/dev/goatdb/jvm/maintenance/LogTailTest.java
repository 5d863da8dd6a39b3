package dev.goatdb.jvm.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a log that is being written can be copied. */
final class LogTailTest {
  private static final LogRecord ORIGIN = record(LogRecord.Type.ORIGIN);
  private static final LogRecord CONTEXT = record(LogRecord.Type.CONTEXT);
  private static final LogRecord COMMIT = record(LogRecord.Type.COMMIT);
  private static final LogRecord TWO =
      new LogRecord(LogRecord.Type.ATOMIC, new AtomicMark(Seal.ATOMIC, 2).encode());

  @Test
  void whatBelongsTogetherIsCopiedAsAWhole() {
    List<LogRecord> records = List.of(ORIGIN, COMMIT, CONTEXT, TWO, COMMIT, COMMIT, COMMIT);
    List<Integer> copied = List.of(1, 2, 2, 2, 2, 6, 7);
    for (int count = 1; count <= records.size(); count++) {
      LogTail tail = LogTail.whole(StoredBytes.of(log(records.subList(0, count))));
      int wanted = log(records.subList(0, copied.get(count - 1))).length;
      assertEquals(wanted, tail.to(), "of " + count + " records");
    }
  }

  private static LogRecord record(LogRecord.Type type) {
    return new LogRecord(type, Octets.wrap(new byte[] {1, 2, 3}));
  }

  private static byte[] log(List<LogRecord> records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(LogFile.MAGIC.array());
    records.forEach(record -> out.writeBytes(record.encode().array()));
    return out.toByteArray();
  }
}
