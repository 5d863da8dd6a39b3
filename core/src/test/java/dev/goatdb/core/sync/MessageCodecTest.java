package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import org.junit.jupiter.api.Test;

/** What no fuzzer tries; for all else see the module {@code fuzz}. */
class MessageCodecTest {
  @Test
  void aFrameBeyondTheLimitIsRefusedUnread() {
    Octets huge = Octets.wrap(new byte[Limits.DEFAULT.frameBytes() + 1]);
    assertThrows(GoatException.LimitExceeded.class, () -> MessageCodec.decode(huge));
  }
}
