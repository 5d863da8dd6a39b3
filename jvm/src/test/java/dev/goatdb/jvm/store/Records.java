package dev.goatdb.jvm.store;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/** Records as a log holds them: a length, a checksum and as many bytes. */
final class Records {
  private Records() {}

  static Octets random(Random random) {
    int most =
        switch (random.nextInt(20)) {
          case 0 -> 90_000;
          case 1, 2, 3 -> 5_000;
          default -> 600;
        };
    byte[] payload = new byte[1 + random.nextInt(most)];
    if (random.nextInt(4) > 0) {
      random.nextBytes(payload);
    }
    return of(payload);
  }

  static Octets of(byte[] payload) {
    return Octets.wrap(
        ByteBuffer.allocate(8 + payload.length)
            .putInt(payload.length)
            .putInt(checksum(payload))
            .put(payload)
            .array());
  }

  /** The whole records from the start on. */
  static List<Octets> recover(StoredBytes log) {
    byte[] bytes = all(log);
    List<Octets> records = new ArrayList<>();
    for (int at = 0; at + 8 < bytes.length; ) {
      int length = ByteBuffer.wrap(bytes).getInt(at);
      if (length <= 0 || length > bytes.length - at - 8) {
        break;
      }
      Octets record = Octets.of(bytes).from(at).prefix(8 + length);
      if (!record.equals(of(record.from(8).array()))) {
        break;
      }
      records.add(record);
      at += 8 + length;
    }
    return records;
  }

  static byte[] all(StoredBytes bytes) {
    return bytes.read(0, (int) bytes.size()).array();
  }

  static Octets join(List<Octets> records) {
    byte[] bytes = new byte[length(records)];
    int at = 0;
    for (Octets record : records) {
      record.copyTo(bytes, at);
      at += record.size();
    }
    return Octets.wrap(bytes);
  }

  static int length(List<Octets> records) {
    return records.stream().mapToInt(Octets::size).sum();
  }

  private static int checksum(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload);
    return (int) crc.getValue();
  }
}
