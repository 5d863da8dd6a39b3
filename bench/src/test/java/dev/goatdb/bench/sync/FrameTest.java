package dev.goatdb.bench.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 300_000})
  void aFrameOfAnyLengthIsReadWhole(int length) throws IOException {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);
    byte[] plain = Frames.plain(Frames.BINARY, true, payload);
    byte[] masked = Frames.masked(payload);
    for (byte[] bytes : new byte[][] {plain, masked}) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      Frame frame = Frame.read(in);
      assertArrayEquals(bytes, frame.bytes());
      assertArrayEquals(payload, frame.payload());
      assertTrue(frame.last() && frame.isOfAMessage());
      assertThrows(EOFException.class, () -> Frame.read(in));
    }
  }

  @Test
  void whatKeepsAConnectionIsNoMessage() throws IOException {
    assertFalse(read(Frames.plain(Frames.PING, true, new byte[0])).isOfAMessage());
    Frame first = read(Frames.plain(Frames.BINARY, false, new byte[3]));
    assertTrue(first.isOfAMessage());
    assertFalse(first.last());
    assertEquals(0, read(Frames.plain(Frames.CONTINUATION, true, new byte[3])).kind());
  }

  private static Frame read(byte[] bytes) throws IOException {
    return Frame.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
