package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.commit.SetDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight();

  @Test
  void aCommitThatWasSentTwiceIsLeftOutOnce() {
    SetHoldings holdings = new SetHoldings();
    holdings.add(SetHoldings.One.of(1, 1, -1));
    SetDigest agreed = holdings.digest().copy();
    holdings.add(SetHoldings.One.of(2, 2, -1));
    inFlight.send(List.of(1), 300, 0);
    inFlight.send(List.of(1), 300, 0);
    assertEquals(1, inFlight.without(holdings, new Numbers()).count());
    assertEquals(agreed.sum(), inFlight.without(holdings, new Numbers()).sum());
  }

  @Test
  void whatCameFromThePeerIsThereThoughItWasSentToIt() {
    SetHoldings holdings = new SetHoldings();
    holdings.add(SetHoldings.One.of(1, 1, -1));
    inFlight.send(List.of(0), 300, 0);
    Numbers theirs = new Numbers();
    theirs.add(0);
    assertEquals(1, inFlight.without(holdings, theirs).count());
  }

  @Test
  void whatIsBehindWhatArrivedSinceIsOnItsWay() {
    inFlight.send(List.of(7), 300, 0);
    inFlight.send(List.of(8), 300, 0);
    inFlight.arrived(1, 30_000);
    assertEquals(List.of(8), inFlight.commits().all());
    assertEquals(300, inFlight.bytes());
    inFlight.arrived(1, 30_001);
    assertEquals(List.of(), inFlight.commits().all());
    assertEquals(0, inFlight.bytes());
  }

  @Test
  void aLargeMessageMayTakeLonger() {
    inFlight.send(List.of(8), 450_000, 0);
    inFlight.arrived(0, 55_000);
    assertEquals(List.of(8), inFlight.commits().all());
    inFlight.arrived(0, 55_001);
    assertEquals(List.of(), inFlight.commits().all());
  }

  @Test
  void whatNobodySpeaksOfAnyMoreMakesRoomAfterAWhile() {
    inFlight.send(List.of(1), 100_000, 0);
    inFlight.send(List.of(2), 100_000, 0);
    inFlight.arrived(1, 15_000);
    long due = inFlight.dueMillis();
    inFlight.expire(due - 1);
    assertEquals(100_000, inFlight.bytes());
    inFlight.expire(due);
    assertEquals(0, inFlight.bytes());
    assertEquals(30_001, due, "twice 10 seconds at 10 bytes a millisecond behind the first 10");
  }
}
