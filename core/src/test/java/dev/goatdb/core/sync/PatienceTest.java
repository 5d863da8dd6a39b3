package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.commit.SetDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a channel waits for answers. */
class PatienceTest {
  private final Channel channel = new Channel(1, true, new SetHoldings(), bytes -> {});

  @Test
  void whoGetsNoAnswerAsksEverMoreRarely() {
    channel.start(0);
    assertEquals(List.of(5L, 10L, 20L, 40L, 60L, 60L), waits(6));
  }

  @Test
  void answersMakeImpatientAgain() {
    channel.start(0);
    waits(3);
    int cycle = 4;
    Summary nothing = Summary.of(List.of(), new SetDigest());
    for (long seconds : List.of(20L, 10L, 5L, 5L)) {
      channel.receive(
          new Message.Closed(1, cycle, 0, true, 0, nothing, Optional.empty()),
          channel.deadlineMillis());
      long pulse = channel.deadlineMillis();
      channel.tick(pulse);
      assertEquals(seconds, (channel.deadlineMillis() - pulse) / 1000);
    }
  }

  /** The seconds between repeated steps. */
  private List<Long> waits(int steps) {
    List<Long> waits = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < steps; i++) {
      waits.add((channel.deadlineMillis() - now) / 1000);
      now = channel.deadlineMillis();
      channel.tick(now);
    }
    return waits;
  }
}
