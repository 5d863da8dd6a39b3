package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a later program may send, and a frame too large; for all else see the module {@code fuzz}.
 */
class MessageCodecTest {
  @Test
  void aFrameBeyondTheLimitIsRefusedUnread() {
    Octets huge = Octets.wrap(new byte[Limits.DEFAULT.frameBytes() + 1]);
    assertThrows(GoatException.LimitExceeded.class, () -> MessageCodec.decode(huge));
  }

  @Test
  void partsThatALaterProgramAddsArePassedOver() {
    Value later = new Value.Array(List.of(Value.of("new"), Value.of(1L)));
    Octets frame =
        new CborWriter()
            .array(5)
            .integer(15)
            .integer(1)
            .integer(77)
            .value(later)
            .value(later)
            .octets();
    assertEquals(new Message.Arrived(1, 77), MessageCodec.decode(frame));
  }

  @Test
  void aMessageWithTooFewPartsIsRefused() {
    Octets frame = new CborWriter().array(2).integer(15).integer(1).octets();
    assertThrows(GoatException.Corrupted.class, () -> MessageCodec.decode(frame));
  }

  @Test
  void aKindThatNobodyKnowsIsRefused() {
    Octets frame = new CborWriter().array(2).integer(99).integer(1).octets();
    assertThrows(GoatException.Corrupted.class, () -> MessageCodec.decode(frame));
  }
}
