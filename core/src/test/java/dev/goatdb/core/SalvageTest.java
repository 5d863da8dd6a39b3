package dev.goatdb.core;

import static dev.goatdb.core.DiskHost.TODOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Refused commits with others behind them: what is lost, what is kept, and what is told of it. */
class SalvageTest {
  private static final int DATA = 9;
  private static final ItemPath ONE = new ItemPath(TODOS, "one");
  private static final ItemPath TWO = new ItemPath(TODOS, "two");
  private static final Schema NOTE =
      Schema.of(
          "note",
          1,
          List.of(
              FieldDefinition.of("a", FieldType.Scalar.STRING),
              FieldDefinition.of("b", FieldType.Scalar.STRING),
              FieldDefinition.of("n", FieldType.Scalar.COUNTER),
              FieldDefinition.of("low", FieldType.Scalar.INTEGER),
              FieldDefinition.of("high", FieldType.Scalar.INTEGER)
                  .withConstraint(ParsedExpression.parse("value >= low"))));

  private final DiskHost server = host(Settings.Role.AUTHORITY, 1, new byte[0]).open();
  private final DiskHost client = host(Settings.Role.KEEPER, 2, new byte[0]).open();

  private static DiskHost host(Settings.Role role, int seed, byte[] log) {
    return new DiskHost(role, seed, log, new byte[0], List.of(NOTE));
  }

  @Test
  void editsOfOtherFieldsStayAndTheFieldsThatAreLostAreTold() {
    begin();
    CommitId refused = set(ONE, "a", "refused");
    set(ONE, "b", "kept");
    set(ONE, "a", "of the same field");
    add(ONE, 2);
    refuse(refused);
    expectKept(client, "kept", 2);
    assertEquals(List.of(Set.of("a"), Set.of("a")), fields());
    assertEquals(Optional.of(Value.of("refused")), loss(0).authored().field("a"));
    assertEquals(Optional.of(Value.of("of the same field")), loss(1).authored().field("a"));
    assertEquals(2, client.engine().status(TODOS).unreceipted());
    expectAgreement("kept", 2);
  }

  @Test
  void whatIsMadeAgainIsAsOldAsItWas() {
    begin();
    CommitId refused = set(ONE, "a", "refused");
    set(ONE, "b", "long ago");
    server.pass(60_000);
    server.engine().set(ONE, "b", Optional.of(Value.of("newer")));
    server.settle();
    server.pass(1_000);
    client.pass(120_000);
    refuse(refused);
    expectAgreement("newer", 0);
  }

  @Test
  void aRefusalTornFromWhatIsMadeAgainIsMadeUpFor() {
    begin();
    CommitId refused = set(ONE, "a", "refused");
    set(ONE, "b", "kept");
    add(ONE, 2);
    int before = client.log().length;
    refuse(refused);
    byte[] log = client.log();
    int refusals = 0;
    for (int cut = before; cut <= log.length; cut++) {
      DiskHost again = host(Settings.Role.KEEPER, 3, Arrays.copyOf(log, cut)).open();
      boolean isRefused = !text(again, "a").equals(Optional.of(Value.of("refused")));
      refusals += isRefused ? 1 : 0;
      assertEquals(Optional.of(Value.of("kept")), text(again, "b"), "cut at " + cut);
      assertEquals(Optional.of(Value.of(2L)), text(again, "n"), "cut at " + cut);
      if (!isRefused) {
        refuse(again, refused);
        expectKept(again, "kept", 2);
      }
      int commits = again.engine().status(TODOS).overview().commits();
      assertEquals(4, commits, "two items, and two edits that were made again");
      DiskHost once = host(Settings.Role.KEEPER, 4, again.log()).open();
      expectKept(once, "kept", 2);
      assertEquals(commits, once.engine().status(TODOS).overview().commits());
    }
    assertTrue(refusals > 10 && refusals < log.length - before, "cuts " + refusals);
  }

  @Test
  void aRefusedCreationTakesAllAlongAlsoWhatWaits() {
    DiskHost slow = new DiskHost(5, 1, List.of(NOTE)).open();
    slow.engine().create(ONE, NOTE, Map.of("a", Value.of("refused")));
    slow.settle();
    CommitId refused = head(slow, ONE);
    slow.engine().set(ONE, "b", Optional.of(Value.of("waits")));
    slow.settle();
    connect(slow);
    refuse(slow, refused);
    assertEquals(Optional.empty(), slow.engine().state(ONE));
    assertEquals(1, slow.refusals().size());
    Notice.Refused loss = slow.refusals().get(0);
    assertTrue(loss.fields().containsAll(Set.of("a", "b")), loss.fields().toString());
    assertEquals(Optional.of(Value.of("waits")), loss.authored().field("b"));
    slow.pass(60_000);
    assertEquals(0, slow.engine().status(TODOS).overview().commits());
    assertEquals(Optional.empty(), slow.engine().state(ONE));
  }

  @Test
  void editsThatWaitStay() {
    begin();
    DiskHost slow = new DiskHost(5, 1, List.of(NOTE)).open();
    DiskHost.connect(slow, server);
    slow.pass(10_000);
    connect(slow);
    CommitId refused = set(slow, ONE, "a", "refused");
    slow.engine().set(ONE, "b", Optional.of(Value.of("waits")));
    refuse(slow, refused);
    assertEquals(Optional.of(Value.of("waits")), text(slow, "b"));
    assertEquals(1, slow.refusals().size());
    slow.pass(10_000);
    assertEquals(1, slow.engine().status(TODOS).unreceipted());
    assertEquals(Optional.of(Value.of("waits")), text(slow, "b"));
    assertEquals(Optional.of(Value.of("base")), text(slow, "a"));
  }

  @Test
  void whatWasEditedAtomicallyHasOneFate() {
    begin();
    CommitId refused = set(ONE, "a", "refused");
    client.engine().atomic().begin(Map.of());
    client.engine().set(ONE, "b", Optional.of(Value.of("lost with the pack")));
    client.engine().set(TWO, "b", Optional.of(Value.of("lost with the pack")));
    client.engine().atomic().finish();
    client.pass(10);
    set(TWO, "a", "kept");
    set(ONE, "b", "lost for its field");
    add(ONE, 2);
    refuse(refused);
    assertEquals(Optional.of(Value.of("base")), text(client, "b"));
    assertEquals(
        Optional.of(Value.of("base")), client.engine().state(TWO).orElseThrow().field("b"));
    assertEquals(
        Optional.of(Value.of("kept")), client.engine().state(TWO).orElseThrow().field("a"));
    assertEquals(List.of(Set.of("a"), Set.of("b"), Set.of("b"), Set.of("b")), fields());
    expectAgreement("base", 2);
  }

  @Test
  void anEditThatAConstraintTiesToWhatWasRefusedIsLostWithIt() {
    begin();
    CommitId refused = edit(client, ONE, new Operation.Put(List.of("low"), Value.of(1L)));
    edit(client, ONE, new Operation.Put(List.of("high"), Value.of(5L)));
    set(ONE, "b", "kept");
    refuse(refused);
    assertEquals(List.of(Set.of("low"), Set.of("high")), fields());
    assertEquals(Optional.of(Value.of(20L)), text(client, "high"));
    expectAgreement("kept", 0);
  }

  @Test
  void aFollowerMakesAgainOnlyWhatTheLogDoesNotHold() {
    begin();
    CommitId refused = set(ONE, "a", "refused");
    set(ONE, "b", "in the log");
    DiskHost tab = host(Settings.Role.FOLLOWER, 6, client.log()).open();
    edit(tab, ONE, new Operation.Increase(List.of("n"), 2));
    set(tab, ONE, "a", "of the same field");
    int before = tab.log().length;
    Octets record =
        new LogRecord(LogRecord.Type.REFUSAL, new Refusal(refused, "denied", "No.").encode())
            .encode();
    Succession.followed(tab.engine(), TODOS, record.array());
    tab.settle();
    byte[] offered = Arrays.copyOfRange(tab.log(), before, tab.log().length);
    assertEquals(1, commits(offered), "the keeper makes the other one again");
    assertEquals(Optional.of(Value.of(2L)), text(tab, "n"));
    assertEquals(Optional.of(Value.of("base")), text(tab, "a"));
    List<Set<String>> told = new ArrayList<>();
    tab.refusals().forEach(loss -> told.add(loss.fields()));
    assertEquals(List.of(Set.of("a"), Set.of("a")), told);
  }

  /** Two items that the server knows; what comes after is sent to nobody. */
  private void begin() {
    DiskHost.connect(client, server);
    for (ItemPath item : List.of(ONE, TWO)) {
      client
          .engine()
          .create(
              item,
              NOTE,
              Map.of(
                  "a", Value.of("base"),
                  "b", Value.of("base"),
                  "low", Value.of(10L),
                  "high", Value.of(20L)));
      DiskHost.meet(client, server);
    }
    client.pass(1_000);
    connect(client);
  }

  /** A host is connected to the server, and none of its commits gets there. */
  private void connect(DiskHost host) {
    host.disconnect();
    server.disconnect();
    host.through(
        frame -> frame.at(1) == DATA ? MessageCodec.encode(new Message.Arrived(1, 0)) : frame);
    DiskHost.connect(host, server);
  }

  private CommitId set(ItemPath item, String field, String value) {
    return set(client, item, field, value);
  }

  private static CommitId set(DiskHost host, ItemPath item, String field, String value) {
    return edit(host, item, new Operation.Put(List.of(field), Value.of(value)));
  }

  private void add(ItemPath item, long by) {
    edit(client, item, new Operation.Increase(List.of("n"), by));
  }

  private static CommitId edit(DiskHost host, ItemPath item, Operation operation) {
    host.engine().apply(item, operation);
    host.pass(10);
    return head(host, item);
  }

  private static CommitId head(DiskHost host, ItemPath item) {
    return host.engine().atomic().heads(item).get(0);
  }

  private void refuse(CommitId commit) {
    refuse(client, commit);
  }

  private void refuse(DiskHost host, CommitId commit) {
    if (host != client) {
      connect(host);
    }
    host.receive(MessageCodec.encode(new Message.Refuse(1, commit, "denied", "No.")));
  }

  private Notice.Refused loss(int number) {
    return client.refusals().get(number);
  }

  private List<Set<String>> fields() {
    List<Set<String>> fields = new ArrayList<>();
    client.refusals().forEach(loss -> fields.add(loss.fields()));
    return fields;
  }

  private static Optional<Value> text(DiskHost host, String field) {
    return host.engine().state(ONE).orElseThrow().field(field);
  }

  private static void expectKept(DiskHost host, String b, long n) {
    assertEquals(Optional.of(Value.of("base")), text(host, "a"));
    assertEquals(Optional.of(Value.of(b)), text(host, "b"));
    assertEquals(Optional.of(Value.of(n)), text(host, "n"));
  }

  /** Lets the client's commits through: the server takes all of them, and shows the same. */
  private void expectAgreement(String b, long n) {
    client.disconnect();
    server.disconnect();
    client.through(frame -> frame);
    server.pass(200_000);
    DiskHost.connect(client, server);
    assertEquals(0, client.engine().status(TODOS).unreceipted());
    assertEquals(Optional.of(Value.of("base")), text(server, "a"));
    for (DiskHost host : List.of(server, client)) {
      assertEquals(Optional.of(Value.of(b)), text(host, "b"));
      assertEquals(n == 0 ? 0L : n, ((Value.Int) text(host, "n").orElse(Value.of(0L))).value());
    }
    assertEquals(
        server.engine().status(TODOS).shownDigest(), client.engine().status(TODOS).shownDigest());
  }

  private static int commits(byte[] records) {
    int commits = 0;
    LogCursor cursor = LogCursor.ofTail(records);
    for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
      commits += record.type() == LogRecord.Type.COMMIT ? 1 : 0;
    }
    return commits;
  }
}
