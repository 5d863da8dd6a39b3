package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A server that lost its log, or part of it, gets back from a client what it had receipted. Its
 * watch is ten minutes behind the commits, so whatever it judges anew it refuses.
 */
class RestoreTest {
  private static final byte[] NOTHING = {};
  private static final long TEN_MINUTES = 600_000;

  private final DiskHost before = host(Settings.Role.AUTHORITY, 1, NOTHING);
  private final DiskHost author = host(Settings.Role.KEEPER, 2, NOTHING);
  private byte[] old = NOTHING;

  @BeforeEach
  void edit() {
    before.pass(TEN_MINUTES);
    author.pass(TEN_MINUTES);
    DiskHost.connect(author, before);
    author.create("one", "first");
    DiskHost.meet(author, before);
    old = before.log();
    for (int i = 0; i < 20; i++) {
      author.pass(1_000);
      before.pass(1_000);
      author.set("one", "text " + i);
      DiskHost.meet(author, before);
    }
    assertEquals(0, status(author).unreceipted());
  }

  @Test
  void anEmptyServerTakesItAllWithoutJudgingItAgain() {
    restores(NOTHING);
  }

  @Test
  void aServerWithAnOldCopyTakesTheRest() {
    restores(old);
  }

  private void restores(byte[] log) {
    DiskHost server = host(Settings.Role.AUTHORITY, 3, log);
    DiskHost client = host(Settings.Role.KEEPER, 4, author.log());
    DiskHost.connect(client, server);
    assertEquals("text 19", text(server));
    assertTrue(status(client).isSettled());
    assertEquals(0, status(server).unreceipted());
    assertEquals(controls(before.log()), controls(server.log()), "no receipt was made anew");
    DiskHost again = host(Settings.Role.AUTHORITY, 5, server.log());
    assertEquals("text 19", text(again));
    assertEquals(0, status(again).unreceipted());
  }

  @Test
  void whatHasNoReceiptIsJudged() {
    DiskHost client = host(Settings.Role.KEEPER, 4, author.log());
    client.pass(3 * TEN_MINUTES);
    client.set("one", "never seen");
    client.close();
    DiskHost later = host(Settings.Role.KEEPER, 5, client.log());
    DiskHost server = host(Settings.Role.AUTHORITY, 3, NOTHING);
    DiskHost.connect(later, server);
    assertEquals("text 19", text(server));
    assertEquals("text 19", text(later));
    assertEquals(Optional.of(Value.of("never seen")), refused(later));
  }

  @Test
  void theNextChainLeadsToAllThatCameBefore() {
    DiskHost server = host(Settings.Role.AUTHORITY, 3, old);
    DiskHost client = host(Settings.Role.KEEPER, 4, author.log());
    DiskHost.connect(client, server);
    server.pass(2 * TEN_MINUTES);
    client.set("one", "last");
    client.pass(1_000);
    DiskHost.meet(client, server);
    assertEquals("last", text(server));
    DiskHost fresh = host(Settings.Role.KEEPER, 6, NOTHING);
    DiskHost again = host(Settings.Role.AUTHORITY, 7, server.log());
    again.pass(2 * TEN_MINUTES);
    DiskHost.connect(fresh, again);
    assertEquals("last", text(fresh));
    assertEquals(0, status(fresh).unreceipted());
    assertEquals(controls(server.log()), controls(fresh.log()));
  }

  private static DiskHost host(Settings.Role role, int seed, byte[] log) {
    return new DiskHost(role, seed, log, NOTHING).open();
  }

  private static Status status(DiskHost host) {
    return host.engine().status(DiskHost.TODOS);
  }

  private static String text(DiskHost host) {
    Optional<ItemState> state = host.engine().state(new ItemPath(DiskHost.TODOS, "one"));
    return state
        .flatMap(one -> one.field("text"))
        .map(value -> ((Value.Str) value).value())
        .orElse("nothing");
  }

  private static Optional<Value> refused(DiskHost host) {
    return host.refusals().get(0).authored().field("text");
  }

  private static int controls(byte[] log) {
    LogCursor cursor = LogCursor.of("a log", StoredBytes.of(log));
    int controls = 0;
    for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
      controls += record.type() == LogRecord.Type.CONTROL ? 1 : 0;
    }
    return controls;
  }
}
