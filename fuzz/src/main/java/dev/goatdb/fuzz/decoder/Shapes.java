package dev.goatdb.fuzz.decoder;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inputs in other shapes. Where a checksum guards a format, chance never gets past it: there an
 * input is the parts alone, and the checksums are put in here.
 */
final class Shapes {
  /** The types of records in the order of their numbers. */
  static final List<LogRecord.Type> TYPES = List.of(LogRecord.Type.values());

  private static final int FIRST_HALF = 0xd800 - 0x80;

  private Shapes() {}

  /**
   * An input as text: its UTF-8, or else a character for each byte, where those above ASCII stand
   * for halves of surrogate pairs.
   */
  static String text(Octets bytes) {
    @Nullable String text = Pure.decodeUtf8(bytes.backing(), bytes.offset(), bytes.size());
    if (text != null) {
      return text;
    }
    StringBuilder halves = new StringBuilder();
    for (int i = 0; i < bytes.size(); i++) {
      int one = bytes.at(i);
      halves.append((char) (one < 0x80 ? one : FIRST_HALF + one));
    }
    return halves.toString();
  }

  static Octets utf8(String text) {
    byte[] bytes = Pure.encodeUtf8(text);
    return Octets.wrap(bytes == null ? new byte[0] : bytes);
  }

  /** A part of an input: {@code kind u8 | length u16 | bytes}. */
  record Part(int kind, Octets bytes) {}

  /** The parts of an input; the last one may be cut short. */
  static List<Part> parts(Octets input) {
    List<Part> parts = new ArrayList<>();
    for (int at = 0; at + 3 <= input.size(); ) {
      int length = input.at(at + 1) | input.at(at + 2) << 8;
      int end = Math.min(input.size(), at + 3 + length);
      parts.add(new Part(input.at(at), input.from(at + 3).prefix(end - at - 3)));
      at = end;
    }
    return parts;
  }

  /** The input that has these parts. */
  static Octets joined(List<Part> parts) {
    CborWriter out = new CborWriter();
    for (Part part : parts) {
      out.raw((byte) part.kind()).raw((byte) part.bytes().size());
      out.raw((byte) (part.bytes().size() >> 8)).raw(part.bytes());
    }
    return out.octets();
  }

  /** The records of a log as parts; the kind says which of {@link #TYPES} it is. */
  static Octets records(byte[] log) {
    List<Part> parts = new ArrayList<>();
    for (LogRecord record : LogFile.read("seed", log).records()) {
      parts.add(new Part(TYPES.indexOf(record.type()), record.payload()));
    }
    return joined(parts);
  }

  /** The log of records given as parts. */
  static byte[] log(List<LogRecord> records) {
    CborWriter out = new CborWriter().raw(LogFile.MAGIC);
    records.forEach(record -> out.raw(record.encode()));
    return out.octets().array();
  }

  /**
   * A frame of a log or backup: {@code crc32c u32 | length u32 | kind u8 | version 0 | payload}.
   */
  static Octets framed(int kind, Octets payload) {
    byte[] bytes = new byte[10 + payload.size()];
    putInt(bytes, 4, payload.size() + 2);
    bytes[8] = (byte) kind;
    payload.copyTo(bytes, 10);
    putInt(bytes, 0, Pure.crc32c(bytes, 4, bytes.length - 4));
    return Octets.wrap(bytes);
  }

  static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }
}
