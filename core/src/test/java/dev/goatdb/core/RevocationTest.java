package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Control;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A session is revoked: what came before stays, nothing comes after, and everybody is told. */
class RevocationTest {
  private static final byte[] NOTHING = {};

  private final DiskHost server = host(Settings.Role.AUTHORITY, 1, NOTHING);
  private final DiskHost ann = host(Settings.Role.KEEPER, 2, NOTHING);
  private final SessionId session = SessionId.of(ann.sessionKey());

  @Test
  void itIsHungUpOnAndDoesNotComeBack() {
    DiskHost.connect(ann, server);
    ann.create("one", "first");
    DiskHost.meet(ann, server);
    revoke();
    DiskHost.meet(ann, server);
    assertEquals("denied", goodbye(ann));
    int frames = ann.received().size();
    DiskHost.connect(ann, server);
    assertEquals("denied", goodbye(ann));
    assertTrue(ann.received().size() > frames, "it was told once more");
    ann.set("one", "later");
    DiskHost.meet(ann, server);
    assertEquals("first", text(server));
  }

  @Test
  void whatWasAdmittedBeforeGetsItsReceiptFirst() {
    DiskHost.connect(ann, server);
    server.holdSyncs();
    ann.create("one", "first");
    ann.create("two", "second");
    DiskHost.meet(ann, server);
    assertEquals(2, status(server).unreceipted());
    revoke();
    server.syncAll();
    assertEquals(0, status(server).unreceipted());
    List<Control> said = said(server.log());
    assertEquals(new Control.Revocation(session), said.get(said.size() - 1));
    assertTrue(said.size() >= 2 && said.get(0) instanceof Control.Receipt);
  }

  @Test
  void itIsSaidOnce() {
    DiskHost.connect(ann, server);
    ann.create("one", "first");
    DiskHost.meet(ann, server);
    revoke();
    revoke();
    DiskHost again = host(Settings.Role.AUTHORITY, 3, server.log());
    Sessions.revoke(again.engine(), session);
    again.settle();
    assertEquals(1, revocations(again.log()));
  }

  @Test
  void whatOthersBringOfItIsRefused() {
    DiskHost.connect(ann, server);
    ann.create("one", "first");
    DiskHost.meet(ann, server);
    server.engine().disconnected(1);
    ann.engine().disconnected(1);
    ann.pass(1_000);
    ann.set("one", "made offline");
    ann.close();
    revoke();
    DiskHost clone = DiskHost.ofAnother(4, ann.log()).open();
    DiskHost.connect(clone, server);
    assertEquals("first", text(server));
    assertEquals("denied", clone.refusals().get(0).refusal().code());
  }

  @Test
  void aClientLearnsOfItAndTheAuthorityRemembers() {
    DiskHost.connect(ann, server);
    ann.create("one", "first");
    DiskHost.meet(ann, server);
    revoke();
    DiskHost bob = DiskHost.ofAnother(5, NOTHING).open();
    DiskHost.connect(bob, server);
    assertTrue(Sessions.isRevoked(bob.engine(), session));
    assertFalse(Sessions.isRevoked(bob.engine(), SessionId.of(bob.sessionKey())));
    assertTrue(
        Sessions.isRevoked(host(Settings.Role.AUTHORITY, 6, server.log()).engine(), session));
    server.close();
    DiskHost indexed =
        new DiskHost(Settings.Role.AUTHORITY, 7, server.log(), server.index()).open();
    assertTrue(server.index().length > 0);
    assertTrue(Sessions.isRevoked(indexed.engine(), session));
    DiskHost restored = host(Settings.Role.AUTHORITY, 8, NOTHING);
    DiskHost.connect(bob, restored);
    assertTrue(Sessions.isRevoked(restored.engine(), session), "a client brings it back");
  }

  private void revoke() {
    Sessions.revoke(server.engine(), session);
    server.settle();
  }

  private static DiskHost host(Settings.Role role, int seed, byte[] log) {
    return new DiskHost(role, seed, log, NOTHING).open();
  }

  private static Status status(DiskHost host) {
    return host.engine().status(DiskHost.TODOS);
  }

  private static String text(DiskHost host) {
    Optional<Value> text =
        host.engine().state(new ItemPath(DiskHost.TODOS, "one")).orElseThrow().field("text");
    return ((Value.Str) text.orElseThrow()).value();
  }

  private static String goodbye(DiskHost host) {
    Message last = MessageCodec.decode(host.received().get(host.received().size() - 1));
    return last instanceof Message.Goodbye goodbye ? goodbye.code() : last.toString();
  }

  private static long revocations(byte[] log) {
    return said(log).stream().filter(Control.Revocation.class::isInstance).count();
  }

  private static List<Control> said(byte[] log) {
    List<Control> said = new ArrayList<>();
    LogCursor cursor = LogCursor.of("log", StoredBytes.of(log));
    for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
      if (record.type() == LogRecord.Type.CONTROL) {
        said.add(ControlRecord.decode(record.payload()).content());
      }
    }
    return said;
  }
}
