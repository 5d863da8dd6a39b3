package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Pure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final CommitId old = new CommitId(Pure.sha256(new byte[] {1}));
  private final CommitId fresh = new CommitId(Pure.sha256(new byte[] {2}));

  @Test
  void aCommitThatWasSentTwiceIsLeftOutOnce() {
    SetDigest held = new SetDigest();
    held.add(old);
    SetDigest agreed = held.copy();
    held.add(fresh);
    InFlight inFlight = new InFlight();
    inFlight.send(List.of(fresh), 300, 0);
    inFlight.send(List.of(fresh), 300, 0);
    assertEquals(1, inFlight.without(held).count());
    assertEquals(agreed.sum(), inFlight.without(held).sum());
  }

  @Test
  void whatIsBehindWhatArrivedSinceIsOnItsWay() {
    InFlight inFlight = new InFlight();
    inFlight.send(List.of(old), 300, 0);
    inFlight.send(List.of(fresh), 300, 0);
    inFlight.arrived(1, 30_000);
    assertEquals(Set.of(fresh), inFlight.commits());
    inFlight.arrived(1, 30_001);
    assertEquals(Set.of(), inFlight.commits());
  }

  @Test
  void aLargeMessageMayTakeLonger() {
    InFlight inFlight = new InFlight();
    inFlight.send(List.of(fresh), 450_000, 0);
    inFlight.arrived(0, 55_000);
    assertEquals(Set.of(fresh), inFlight.commits());
    inFlight.arrived(0, 55_001);
    assertEquals(Set.of(), inFlight.commits());
  }
}
