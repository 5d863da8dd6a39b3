package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

  @Test
  void newEditsWaitWhileSomethingIsMissing() {
    DiskHost server = host(Settings.Role.AUTHORITY, 3, old);
    DiskHost client = host(Settings.Role.KEEPER, 4, author.log());
    meetWithoutData(client, server);
    assertEquals(20, report(server).missing());
    client.set("one", "new");
    DiskHost.meet(client, server);
    assertEquals(List.of(), client.refusals());
    assertEquals(Optional.of(Obstacle.RESTORING), status(client).obstacle().map(Obstacle::code));
    assertEquals(1, status(client).unreceipted());

    client.through(UnaryOperator.identity());
    reconnect(client, server);
    DiskHost.meet(client, server);
    assertEquals("new", text(server));
    assertEquals(0, status(client).unreceipted());
    assertTrue(status(client).isSettled());
    assertEquals(Optional.empty(), status(client).obstacle());
    assertEquals(20, report(server).back());
    assertEquals(List.of(20), List.copyOf(report(server).from().values()));
    assertEquals(0, report(server).missing());
  }

  @Test
  void afterAWhileItGoesOnWithoutWhatNobodyBrings() {
    DiskHost server = host(Settings.Role.AUTHORITY, 3, old);
    DiskHost client = host(Settings.Role.KEEPER, 4, author.log());
    meetWithoutData(client, server);
    DiskHost other = DiskHost.ofAnother(5, old);
    server.pass(Limits.DEFAULT.restoringMillis());
    assertEquals(0, report(server).missing());
    assertEquals(20, report(server).lost());
    assertEquals(2, server.restorations().size());
    assertEquals(20, server.restorations().get(0).missing());
    assertEquals(20, server.restorations().get(1).lost());

    server.close();
    for (byte[] index : List.of(server.index(), NOTHING)) {
      DiskHost again = new DiskHost(Settings.Role.AUTHORITY, 7, server.log(), index).open();
      assertEquals(20, report(again).lost());
      again.pass(2 * TEN_MINUTES);
      other.open();
      other.pass(2 * TEN_MINUTES);
      DiskHost.connect(other, again);
      other.set("one", "without");
      DiskHost.meet(other, again);
      assertEquals("without", text(again));
      DiskHost late = host(Settings.Role.KEEPER, 8, author.log());
      DiskHost.connect(late, again);
      assertEquals(0, report(again).lost());
      assertEquals(20, report(again).back());
      assertTrue(status(late).isSettled());
      other = DiskHost.ofAnother(5, old);
    }
  }

  /** Data messages of the client are lost. */
  private static void meetWithoutData(DiskHost client, DiskHost server) {
    client.through(frame ->
        MessageCodec.decode(frame) instanceof Message.Data data
            ? MessageCodec.encode(new Message.Arrived(data.channel(), 0))
            : frame);
    server.pass(TEN_MINUTES + 60_000);
    client.pass(TEN_MINUTES + 60_000);
    DiskHost.connect(client, server);
  }

  private static void reconnect(DiskHost client, DiskHost server) {
    client.disconnect();
    server.disconnect();
    DiskHost.connect(client, server);
  }

  private static Restorations.Report report(DiskHost server) {
    return Restorations.reports(server.engine()).get(0);
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
