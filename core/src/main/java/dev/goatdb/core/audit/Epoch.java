package dev.goatdb.core.audit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;

/**
 * A new life of a log, for what others may know of the one before is not all here any more.
 *
 * @param name 16 random bytes
 * @param predecessor the name of the life before
 * @param position how many bytes of that are here, at the least
 */
public record Epoch(Octets name, Octets predecessor, long position) {
  public static final int NAME_BYTES = 16;

  /** Stands for a name that is lost. */
  public static final Octets UNKNOWN = Octets.wrap(new byte[NAME_BYTES]);

  public LogRecord encode() {
    CborWriter out = new CborWriter().array(3).bytes(name).bytes(predecessor).integer(position);
    return new LogRecord(LogRecord.Type.EPOCH, out.octets());
  }

  /** Throws {@code Corrupted} for anything malformed. */
  public static Epoch decode(Octets payload) {
    CborReader in = new CborReader(payload);
    in.array(3);
    Epoch epoch = new Epoch(in.bytes(NAME_BYTES), in.bytes(NAME_BYTES), in.integer());
    in.end();
    return epoch;
  }
}
