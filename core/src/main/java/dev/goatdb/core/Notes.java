package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Receipt;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the records of a log stand that are no commits, so that an index can tell without the log
 * being read.
 */
final class Notes {
  private final List<Note> pending = new ArrayList<>();

  /** A record at an offset. */
  private record Note(long offset, Octets encoded) {}

  /** Who wants to know what notes say. */
  interface Reader {
    /** A context, by the payload of its record. */
    void context(Octets record);

    void certificate(SessionId session, long offset);

    void control(Octets chain, long offset);

    void refusal(long offset);
  }

  void context(Octets record, long offset) {
    add(offset, new CborWriter().array(2).integer(0).bytes(record));
  }

  void certificate(SessionId session, long offset) {
    add(offset, new CborWriter().array(3).integer(1).bytes(session.bytes()).integer(offset));
  }

  void control(Octets chain, long offset) {
    add(offset, new CborWriter().array(3).integer(2).bytes(chain).integer(offset));
  }

  void refusal(long offset) {
    add(offset, new CborWriter().array(2).integer(3).integer(offset));
  }

  private void add(long offset, CborWriter note) {
    pending.add(new Note(offset, note.octets()));
  }

  /** Those of the records before a position, which are not pending any more. */
  Octets take(long position) {
    CborWriter out = new CborWriter();
    pending.stream()
        .filter(note -> note.offset() < position)
        .forEach(note -> out.raw(note.encoded()));
    pending.removeIf(note -> note.offset() < position);
    return out.octets();
  }

  static void read(Octets notes, Reader reader) {
    CborReader in = new CborReader(notes);
    while (in.position() < notes.size()) {
      in.array();
      switch (in.integer(0, 3)) {
        case 0 -> reader.context(in.bytes());
        case 1 -> reader.certificate(new SessionId(in.bytes(SessionId.BYTES)), in.integer());
        case 2 -> reader.control(in.bytes(Receipt.CHAIN_BYTES), in.integer());
        default -> reader.refusal(in.integer());
      }
    }
  }
}
