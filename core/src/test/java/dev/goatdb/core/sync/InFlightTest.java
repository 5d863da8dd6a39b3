package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Pure;
import java.util.List;
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
    inFlight.send(List.of(fresh), 0);
    inFlight.send(List.of(fresh), 0);
    assertEquals(1, inFlight.without(held).count());
    assertEquals(agreed.sum(), inFlight.without(held).sum());
  }
}
