package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.error.GoatException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What programs say of themselves reaches the others, and goes when they do. */
class PresenceTest {
  private static final byte[] NOTHING = {};

  private final DiskHost server = new DiskHost(Settings.Role.AUTHORITY, 1, NOTHING, NOTHING).open();
  private final DiskHost ann = new DiskHost(Settings.Role.KEEPER, 2, NOTHING, NOTHING).open();

  @Test
  void bothSidesSeeWhatTheOtherSays() {
    presence(server).say("serving");
    DiskHost.connect(ann, server);
    assertEquals(List.of("serving"), states(ann), "also what was said before it came");
    presence(ann).say("reading");
    DiskHost.meet(ann, server);
    Presence.Present there = presence(server).others().get(0);
    assertEquals("reading", there.state());
    assertEquals(SessionId.of(ann.sessionKey()), there.session());
    presence(ann).say("");
    ann.pass(100);
    DiskHost.meet(ann, server);
    assertEquals(List.of(), states(server));
  }

  @Test
  void whoHangsUpIsGone() {
    presence(server).say("serving");
    DiskHost.connect(ann, server);
    presence(ann).say("reading");
    DiskHost.meet(ann, server);
    server.engine().disconnected(1);
    ann.engine().disconnected(1);
    assertEquals(List.of(), states(server));
    assertEquals(List.of(), states(ann));
    DiskHost.connect(ann, server);
    assertEquals(List.of("reading"), states(server), "it is said again");
  }

  @Test
  void onlyTheLastWordOfManyIsSent() {
    DiskHost.connect(ann, server);
    int before = said();
    for (int i = 0; i < 200; i++) {
      presence(ann).say("at " + i);
      ann.pass(5);
    }
    ann.pass(100);
    DiskHost.meet(ann, server);
    assertEquals(List.of("at 199"), states(server));
    assertTrue(said() - before <= 27, said() - before + " messages");
    assertTrue(said() - before >= 20, said() - before + " messages");
  }

  @Test
  void nothingIsWrittenDown() {
    DiskHost.connect(ann, server);
    int log = ann.log().length + server.log().length;
    presence(ann).say("reading");
    DiskHost.meet(ann, server);
    assertEquals(log, ann.log().length + server.log().length);
  }

  @Test
  void tooMuchIsRefused() {
    assertThrows(GoatException.LimitExceeded.class, () -> presence(ann).say("x".repeat(4_097)));
    presence(ann).say("x".repeat(4_096));
  }

  private static Presence presence(DiskHost host) {
    return Presence.of(host.engine(), DiskHost.TODOS);
  }

  private static List<String> states(DiskHost host) {
    return presence(host).others().stream().map(Presence.Present::state).toList();
  }

  private int said() {
    return (int)
        server.received().stream()
            .filter(frame -> MessageCodec.decode(frame) instanceof Message.Presence)
            .count();
  }
}
