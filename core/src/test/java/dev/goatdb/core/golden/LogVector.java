package dev.goatdb.core.golden;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import java.util.Arrays;
import java.util.List;

/**
 * Logs: records {@code [type, payload]} become a log, of which {@code cut} bytes are lost at the
 * end and the bits {@code flip = [offset, mask]} are turned; then it is read back.
 */
final class LogVector {
  private LogVector() {}

  static Octets run(Description in) {
    byte[] bytes = in.has("bytes") ? in.bytes("bytes", 0).array() : written(in.list("records"));
    bytes = Arrays.copyOf(bytes, bytes.length - (int) in.integer("cut", 0));
    if (in.has("flip")) {
      int offset = (int) Recipe.integer(in.list("flip").get(0));
      bytes[offset] ^= (byte) Recipe.integer(in.list("flip").get(1));
    }
    LogFile file = LogFile.read("/data/todos", bytes);
    CborWriter out = new CborWriter().array(4).bytes(Octets.wrap(bytes)).integer(file.length());
    out.array(file.records().size());
    for (LogRecord record : file.records()) {
      out.array(2).text(record.type().name()).bytes(record.payload());
    }
    out.array(2 * file.damages().size());
    file.damages().forEach(damage -> out.integer(damage.from()).integer(damage.to()));
    return out.octets();
  }

  private static byte[] written(List<Value> records) {
    CborWriter out = new CborWriter().raw(LogFile.MAGIC.array());
    for (Value record : records) {
      List<Value> parts = Recipe.list(record);
      LogRecord.Type type = LogRecord.Type.valueOf(Recipe.text(parts.get(0)));
      Octets payload = ((Value.Bytes) parts.get(1)).value();
      out.raw(new LogRecord(type, payload).encode().array());
    }
    return out.octets().array();
  }
}
