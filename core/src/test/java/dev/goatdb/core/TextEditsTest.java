package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.text.Splice;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits of a text on their way: they wait, are shown to others, become commits and meet. */
class TextEditsTest {
  private static final ItemPath NOTE = new ItemPath(DiskHost.TODOS, "note");

  private final DiskHost server =
      new DiskHost(Settings.Role.AUTHORITY, 1, new byte[0], new byte[0]).open();
  private final DiskHost client = new DiskHost(2, 3).open();

  @BeforeEach
  void aNote() {
    DiskHost.connect(client, server);
    client.engine().create(NOTE, DiskHost.NOTE, Map.of("body", Value.of("one two")));
    client.pass(1_000);
    DiskHost.meet(client, server);
    client.pass(2_000);
  }

  @Test
  void keystrokesGatherInFewCommits() {
    for (int i = 0; i < 50; i++) {
      insert(client, text(client).length(), "" + i % 10);
      client.pass(20);
    }
    client.pass(1_000);
    DiskHost.meet(client, server);
    assertEquals("one two" + "0123456789".repeat(5), text(server));
    int commits = client.engine().status(DiskHost.TODOS).overview().commits();
    assertTrue(commits <= 6, commits + " commits");
  }

  @Test
  void whatWaitsMovesWithTheTextAroundIt() {
    insert(client, 7, " three");
    insert(client, 13, " four");
    assertEquals("one two three four", text(client));
    insert(server, 0, "zero ");
    DiskHost.meet(client, server);
    assertEquals("zero one two three four", text(client));
    alter(client, TextChange.of(5, 4, ""));
    client.pass(1_000);
    DiskHost.meet(client, server);
    assertEquals("zero two three four", text(client));
    assertEquals(text(client), text(server));
  }

  @Test
  void whatWaitsIsNothingWhereOthersDidTheSame() {
    insert(client, 7, "!");
    alter(client, TextChange.of(0, 4, ""));
    alter(server, TextChange.of(0, 4, ""));
    DiskHost.meet(client, server);
    client.pass(1_000);
    DiskHost.meet(client, server);
    assertEquals("two!", text(client));
    assertEquals("two!", text(server));
  }

  @Test
  void settingATextChangesWhatDiffers() {
    client.engine().set(NOTE, "body", Optional.of(Value.of("one two three")));
    client.pass(0);
    server.engine().set(NOTE, "body", Optional.of(Value.of("One two")));
    server.pass(0);
    client.pass(1_000);
    DiskHost.meet(client, server);
    assertEquals("One two three", text(client));
    assertEquals("One two three", text(server));
  }

  @Test
  void aPlaceIsOfTheTextThatTheEditorHad() {
    Value.Str seen = new Value.Str(text(client));
    insert(server, 0, "zero ");
    DiskHost.meet(client, server);
    client.engine().change(NOTE, seen, body(TextChange.of(4, 3, "2")));
    client.pass(1_000);
    assertEquals("zero one 2", text(client));
  }

  @Test
  void clearingLeavesAnEmptyText() {
    client.engine().set(NOTE, "body", Optional.empty());
    client.pass(1_000);
    DiskHost.meet(client, server);
    assertEquals("", text(server));
  }

  @Test
  void othersSeeItBeforeItIsACommitAndMayEditBesideIt() {
    insert(client, 3, "s");
    DiskHost.meet(client, server);
    DiskHost bob = bob();
    insert(client, 4, "!");
    Octets live = live();
    bob.receive(live);
    assertEquals("ones! two", text(bob));
    bob.engine().change(NOTE, new Value.Str("ones! two"), body(TextChange.of(9, 0, " three")));
    bob.pass(0);
    assertEquals("ones two three", text(bob), "what is live gives way to what is edited here");
    bob.receive(live);
    assertEquals("ones two three", text(bob), "as long as that is not there");
  }

  @Test
  void aLiveChangeAboveOtherHeadsIsNotShown() {
    insert(client, 3, "s");
    DiskHost.meet(client, server);
    DiskHost bob = bob();
    insert(client, 4, "!");
    Octets live = live();
    insert(bob, 0, "zero ");
    bob.pass(1_000);
    bob.receive(live);
    assertEquals("zero ones two", text(bob));
  }

  /** More places than a commit may name: still one edit, which others see and the server takes. */
  @Test
  void anEditAtVeryManyPlacesIsMade() {
    insert(client, 0, "goat ".repeat(5_000));
    DiskHost.meet(client, server);
    client.pass(1_000);
    String before = text(client);
    alter(client, everywhere(5_000, 1, 4));
    alter(client, everywhere(5_000, 3, 5));
    assertEquals(before.length() + 10_000, text(client).length());
    client.pass(1_000);
    DiskHost.meet(client, server);
    assertEquals(before.length() + 10_000, text(server).length());
    assertEquals(text(client), text(server));
  }

  private static TextChange everywhere(int places, int first, int keep) {
    List<Splice> splices = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      splices.add(new Splice(i == 0 ? first : keep, 0, "x"));
    }
    return new TextChange(splices);
  }

  /** A page makes what it needs before it has read its log, in which that is already. */
  @Test
  void whatIsCreatedBeforeTheLogIsReadIsNotThereTwice() {
    insert(client, 0, "zero ");
    client.pass(1_000);
    client.close();
    DiskHost again = new DiskHost(Settings.Role.KEEPER, 3, client.log(), client.index());
    again.engine().expect(DiskHost.TODOS);
    again.engine().create(NOTE, DiskHost.NOTE, Map.of("body", Value.of("one two")));
    insert(again, 7, " three");
    assertEquals("one two three", text(again));
    again.open();
    assertEquals("zero one two three", text(again));
    again.pass(1_000);
    assertEquals("zero one two three", text(again));
  }

  @Test
  void onlyTextsAreAltered() {
    client.create("task", "text");
    ItemPath task = new ItemPath(DiskHost.TODOS, "task");
    TextChange change = TextChange.of(0, 0, "a");
    assertThrows(
        GoatException.InvalidValue.class,
        () ->
            client
                .engine()
                .change(task, new Value.Str("text"), new Operation.Alter(List.of("text"), change)));
    assertFalse(client.engine().state(task).isEmpty());
  }

  /** Somebody else who has what the client has. */
  private DiskHost bob() {
    DiskHost bob = new DiskHost(Settings.Role.KEEPER, 5, client.log(), client.index()).open();
    DiskHost copy = new DiskHost(Settings.Role.AUTHORITY, 1, server.log(), server.index()).open();
    DiskHost.connect(bob, copy);
    return bob;
  }

  /** The newest live edits that went out. */
  private Octets live() {
    DiskHost.meet(client, server);
    Octets live = null;
    for (Octets frame : server.received()) {
      live = MessageCodec.decode(frame) instanceof Message.LiveEdits ? frame : live;
    }
    return Objects.requireNonNull(live);
  }

  private static Operation body(TextChange change) {
    return new Operation.Alter(List.of("body"), change);
  }

  private static void insert(DiskHost host, int at, String text) {
    alter(host, TextChange.of(at, 0, text));
  }

  private static void alter(DiskHost host, TextChange change) {
    host.engine().change(NOTE, new Value.Str(text(host)), body(change));
    host.settle();
  }

  private static String text(DiskHost host) {
    Value text = host.engine().state(NOTE).orElseThrow().field("body").orElse(Value.of(""));
    return ((Value.Str) text).value();
  }
}
