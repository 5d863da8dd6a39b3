package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time passes also where the host's clock is set. */
class TimersTest {
  private static final long DAY = 24L * 3600 * 1000;

  private final Timers timers = new Timers();
  private final List<String> done = new ArrayList<>();

  @Test
  void whatWaitsComesThoughTheClockWasSetBackByADay() {
    timers.advance(2 * DAY);
    timers.at(timers.nowMillis() + 1_000, () -> done.add("waited"));
    assertEquals(2 * DAY + 1_000, timers.announce());
    timers.advance(DAY);
    assertEquals(DAY + 1_000, timers.announce(), "the host is asked anew, by its clock");
    assertEquals(DAY, timers.wallMillis());
    timers.advance(DAY + 999);
    assertEquals(List.of(), done);
    timers.advance(DAY + 1_000);
    assertEquals(List.of("waited"), done);
  }

  @Test
  void aClockThatIsSetForwardMakesEverythingDue() {
    timers.advance(DAY);
    timers.at(timers.nowMillis() + 1_000, () -> done.add("waited"));
    timers.advance(2 * DAY);
    assertEquals(List.of("waited"), done);
    assertEquals(-1, timers.announce());
  }
}
