package dev.goatdb.core;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;

/** Notes for an index, as they are stored with its next segment. */
final class IndexNotes implements Notes {
  private final List<Note> pending = new ArrayList<>();

  /** A record at an offset. */
  private record Note(long offset, Octets encoded) {}

  @Override
  public void context(Octets record, long offset) {
    add(offset, new CborWriter().array(2).integer(0).bytes(record));
  }

  @Override
  public void certificate(SessionId session, long offset) {
    add(offset, new CborWriter().array(3).integer(1).bytes(session.bytes()).integer(offset));
  }

  @Override
  public void control(Octets chain, long offset) {
    add(offset, new CborWriter().array(3).integer(2).bytes(chain).integer(offset));
  }

  @Override
  public void refusal(long offset) {
    add(offset, new CborWriter().array(2).integer(3).integer(offset));
  }

  @Override
  public void epoch(Octets name, long offset) {
    add(offset, new CborWriter().array(2).integer(4).bytes(name));
  }

  private void add(long offset, CborWriter note) {
    pending.add(new Note(offset, note.octets()));
  }

  @Override
  public Octets take(long position) {
    CborWriter out = new CborWriter();
    for (Note note : pending) {
      if (note.offset() < position) {
        out.raw(note.encoded());
      }
    }
    pending.removeIf(note -> note.offset() < position);
    return out.octets();
  }

  /** Tells what notes say. */
  static void read(Octets notes, Reader reader) {
    CborReader in = new CborReader(notes);
    while (in.position() < notes.size()) {
      in.array();
      switch (in.integer(0, 4)) {
        case 0 -> reader.context(in.bytes());
        case 1 -> reader.certificate(new SessionId(in.bytes(SessionId.BYTES)), in.integer());
        case 2 -> reader.control(in.bytes(ChainHead.CHAIN_BYTES), in.integer());
        case 3 -> reader.refusal(in.integer());
        default -> reader.epoch(in.bytes(LogWriter.EPOCH_BYTES));
      }
    }
  }
}
