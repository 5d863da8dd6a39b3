package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a backup file.
 *
 * <pre>
 *   part = crc32c u32 | length u32 | kind u8 | version u8 | payload      (little-endian; as in a log)
 * </pre>
 */
sealed interface BackupPart {
  /** The most bytes a part takes; what claims to be longer is none. */
  int MOST_BYTES = 1 << 20;

  int FRAME_BYTES = 8;
  int HEAD_BYTES = FRAME_BYTES + 2;
  int VERSION = 0;

  /** The kinds, which no record of a log has for its type. */
  int LOG = 'L';

  int FILE = 'F';
  int CATALOGUE = 'C';

  /**
   * Bytes of a log.
   *
   * @param position where in the log they stand; 0 begins the log anew
   */
  record Bytes(String log, long position, Octets bytes) implements BackupPart {}

  /** A small file of the folder. */
  record SmallFile(String name, Octets bytes) implements BackupPart {}

  /**
   * All parts before it make a whole backup.
   *
   * @param timeMillis when it was made, since 1970
   * @param logs the logs that the folder had
   * @param files the names of the small files
   */
  record Catalogue(long timeMillis, List<Log> logs, List<String> files) implements BackupPart {
    /**
     * A log, and how one tells it from others.
     *
     * @param epoch the one with which it began
     * @param length how much of it is in the backup, up to where a record ends
     * @param lastAt where the last record begins
     * @param lastChecksum the first four bytes of that
     */
    record Log(String path, Octets epoch, long length, long lastAt, int lastChecksum) {}
  }

  /** The framed bytes. */
  default Octets encode() {
    CborWriter out = new CborWriter();
    int kind =
        switch (this) {
          case Bytes part -> {
            out.array(3).text(part.log()).integer(part.position()).bytes(part.bytes());
            yield LOG;
          }
          case SmallFile part -> {
            out.array(2).text(part.name()).bytes(part.bytes());
            yield FILE;
          }
          case Catalogue part -> {
            write(part, out);
            yield CATALOGUE;
          }
        };
    Octets payload = out.octets();
    byte[] bytes = new byte[HEAD_BYTES + payload.size()];
    putInt(bytes, 4, payload.size() + 2);
    bytes[FRAME_BYTES] = (byte) kind;
    bytes[FRAME_BYTES + 1] = VERSION;
    payload.copyTo(bytes, HEAD_BYTES);
    putInt(bytes, 0, Pure.crc32c(bytes, 4, bytes.length - 4));
    return Octets.wrap(bytes);
  }

  private static void write(Catalogue part, CborWriter out) {
    out.array(3).integer(part.timeMillis()).array(part.logs().size());
    for (Catalogue.Log log : part.logs()) {
      out.array(5).text(log.path()).bytes(log.epoch()).integer(log.length());
      out.integer(log.lastAt()).integer(log.lastChecksum());
    }
    out.array(part.files().size());
    part.files().forEach(out::text);
  }

  /** The size of the part whose head these bytes begin with, or 0 where they are none. */
  static int sizeIn(Octets head) {
    if (head.size() < HEAD_BYTES) {
      return 0;
    }
    int length = head.intAt(4);
    int kind = head.at(FRAME_BYTES);
    boolean plausible =
        length > 2
            && length <= MOST_BYTES - FRAME_BYTES
            && (kind == LOG || kind == FILE || kind == CATALOGUE)
            && head.at(FRAME_BYTES + 1) == VERSION;
    return plausible ? FRAME_BYTES + length : 0;
  }

  /** Whether the checksum of framed bytes, whose head is plausible, is right. */
  static boolean isWhole(Octets framed) {
    return Pure.crc32c(framed.backing(), framed.offset() + 4, framed.size() - 4) == framed.intAt(0);
  }

  static boolean isCatalogue(Octets head) {
    return head.at(FRAME_BYTES) == CATALOGUE;
  }

  /** The part in framed bytes that are whole; throws {@code Corrupted} for anything malformed. */
  static BackupPart decode(Octets framed) {
    CborReader in = CborReader.sharing(framed.from(HEAD_BYTES));
    BackupPart part =
        switch (framed.at(FRAME_BYTES)) {
          case LOG -> {
            in.array(3);
            yield new Bytes(in.text(), in.integer(), in.bytes());
          }
          case FILE -> {
            in.array(2);
            yield new SmallFile(in.text(), in.bytes());
          }
          default -> readCatalogue(in);
        };
    in.end();
    return part;
  }

  private static Catalogue readCatalogue(CborReader in) {
    in.array(3);
    long time = in.integer();
    List<Catalogue.Log> logs = new ArrayList<>();
    for (int left = in.array(); left > 0; left--) {
      in.array(5);
      logs.add(
          new Catalogue.Log(
              in.text(),
              in.bytes(),
              in.integer(),
              in.integer(),
              in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE)));
    }
    List<String> files = new ArrayList<>();
    for (int left = in.array(); left > 0; left--) {
      files.add(in.text());
    }
    return new Catalogue(time, List.copyOf(logs), List.copyOf(files));
  }

  private static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }
}
