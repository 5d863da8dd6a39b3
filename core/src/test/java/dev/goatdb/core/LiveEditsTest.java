package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits that are not commits yet: when they are sent, and who sees them how long. */
class LiveEditsTest {
  private static final ItemPath ONE = new ItemPath(DiskHost.TODOS, "one");
  private static final SessionId ANN = new SessionId(Octets.ofHex("aa".repeat(16)));

  private final DiskHost server =
      new DiskHost(Settings.Role.AUTHORITY, 1, new byte[0], new byte[0]).open();
  private final DiskHost client = new DiskHost(2, 3).open();

  @BeforeEach
  void anItem() {
    DiskHost.connect(client, server);
    client.create("one", "first");
    client.pass(1_000);
    DiskHost.meet(client, server);
    client.pass(2_000);
  }

  @Test
  void edits20TimesASecondGoOutAsTheyAreMade() {
    int before = sent().size();
    for (int i = 0; i < 20; i++) {
      client.set("one", "text " + i);
      client.pass(50);
    }
    DiskHost.meet(client, server);
    int commits = client.engine().status(DiskHost.TODOS).overview().commits();
    assertTrue(commits <= 5, commits + " commits");
    assertTrue(sent().size() - before >= 15, (sent().size() - before) + " messages");
  }

  @Test
  void theyGoOutAtMost25TimesASecond() {
    for (int i = 0; i < 200; i++) {
      client.set("one", "text " + i);
      client.pass(5);
    }
    DiskHost.meet(client, server);
    assertTrue(sent().size() <= 26, sent().size() + " messages");
  }

  @Test
  void whoSeesThemSeesNoneWhenTheyAreForgotten() {
    int log = client.log().length;
    shown("draft");
    assertEquals("draft", text());
    shown("draft, longer");
    assertEquals("draft, longer", text());
    client.pass(4_999);
    assertEquals("draft, longer", text());
    client.pass(2);
    assertEquals("first", text());
    assertEquals(log, client.log().length, "nothing was written");
  }

  @Test
  void whatIsLeftOfThemIsForgottenAsWell() {
    ItemPath range = new ItemPath(DiskHost.TODOS, "range");
    client.engine().create(range, DiskHost.RANGE, Map.of("low", Value.of(1L)));
    client.settle();
    client.receive(
        frame(
            "range",
            new Operation.Put(List.of("low"), Value.of(2L)),
            new Operation.Put(List.of("high"), Value.of(9L))));
    client.engine().set(range, "low", Optional.of(Value.of(3L)));
    client.settle();
    ItemState shown = client.engine().state(range).orElseThrow();
    assertEquals(Optional.of(Value.of(3L)), shown.field("low"));
    assertEquals(Optional.of(Value.of(9L)), shown.field("high"));
    client.pass(5_001);
    assertTrue(client.engine().state(range).orElseThrow().field("high").isEmpty());
  }

  @Test
  void ownEditsStandAboveThem() {
    shown("draft");
    client.set("one", "mine");
    assertEquals("mine", text());
    client.set("one", "mine, later");
    shown("draft");
    assertEquals("mine, later", text(), "it waits to be committed");
    client.pass(1_000);
    assertEquals("draft", text(), "which came after it");
    client.set("one", "mine, last");
    assertEquals("mine, last", text());
  }

  @Test
  void aCommitTakesTheirPlace() {
    SessionId author = SessionId.of(server.sessionKey());
    client.receive(frame(author, new Operation.Put(List.of("text"), Value.of("draft"))));
    assertEquals("draft", text());
    server.set("one", "done");
    DiskHost.meet(client, server);
    assertEquals("done", text());
  }

  @Test
  void whatDoesNotFitTheSchemaIsNotShown() {
    client.receive(frame(ANN, new Operation.Put(List.of("text"), Value.of(7L))));
    assertEquals("first", text());
    client.receive(frame(ANN, new Operation.Increase(List.of("text"), 7)));
    assertEquals("first", text());
  }

  @Test
  void whatIsMadeInAnotherVersionIsNotShown() {
    SchemaId mine = DiskHost.TASK.id();
    Octets salt = Octets.wrap(new byte[Body.SALT_BYTES]);
    List<Operation> edit = List.of(new Operation.Put(List.of("text"), Value.of("draft")));
    Octets body = Body.of(salt, Optional.empty(), edit).encode();
    for (int version : List.of(mine.version() + 1, mine.version())) {
      assertEquals("first", text());
      SchemaId made = new SchemaId(mine.namespace(), version, mine.digest());
      client.receive(MessageCodec.encode(new Message.LiveEdits(1, ANN, "one", made, body)));
    }
    assertEquals("draft", text());
  }

  private void shown(String text) {
    client.receive(frame(ANN, new Operation.Put(List.of("text"), Value.of(text))));
  }

  private static Octets frame(SessionId session, Operation operation) {
    return frame(session, "one", operation);
  }

  private static Octets frame(String item, Operation... operations) {
    return frame(ANN, item, operations);
  }

  private static Octets frame(SessionId session, String item, Operation... operations) {
    Octets salt = Octets.wrap(new byte[Body.SALT_BYTES]);
    Octets body = Body.of(salt, Optional.empty(), List.of(operations)).encode();
    SchemaId schema = (item.equals("range") ? DiskHost.RANGE : DiskHost.TASK).id();
    return MessageCodec.encode(new Message.LiveEdits(1, session, item, schema, body));
  }

  private List<Message.LiveEdits> sent() {
    List<Message.LiveEdits> sent = new ArrayList<>();
    for (Octets frame : server.received()) {
      if (MessageCodec.decode(frame) instanceof Message.LiveEdits edits) {
        sent.add(edits);
      }
    }
    return sent;
  }

  private String text() {
    Value text = client.engine().state(ONE).orElseThrow().field("text").orElseThrow();
    return ((Value.Str) text).value();
  }
}
