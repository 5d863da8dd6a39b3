package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits of several items that count all together or not at all. */
class AtomicTest {
  private static final ItemPath ONE = new ItemPath(DiskHost.TODOS, "one");
  private static final ItemPath TWO = new ItemPath(DiskHost.TODOS, "two");

  private final DiskHost server =
      new DiskHost(Settings.Role.AUTHORITY, 1, new byte[0], new byte[0]).open();
  private final DiskHost client =
      new DiskHost(Settings.Role.KEEPER, 2, new byte[0], new byte[0]).open();

  @BeforeEach
  void twoItems() {
    DiskHost.connect(client, server);
    client.create("one", "first");
    client.create("two", "second");
    client.pass(2_000);
    DiskHost.meet(client, server);
  }

  @Test
  void editsArriveUnderOneSealThatSaysSo() {
    atomically(client, "new");
    assertEquals("new", text(client, ONE));
    DiskHost.meet(client, server);
    assertEquals("new", text(server, ONE));
    assertEquals("new", text(server, TWO));
    Seal seal = head(server, ONE).piece().seal();
    assertEquals(seal, head(server, TWO).piece().seal());
    assertEquals(Seal.ATOMIC, seal.flags());
    assertEquals(2, seal.size());
    client.pass(2_000);
    DiskHost.meet(client, server);
    assertTrue(head(client, TWO).isReceipted());
    assertEquals("new", text(reopened(Settings.Role.AUTHORITY, server.log()), TWO));
  }

  @Test
  void nothingIsLeftOfEditsThatAreTakenBack() {
    int before = client.log().length;
    client.engine().atomic().begin(Map.of());
    client.set("one", "new");
    client.create("three", "third");
    client.set("three", "changed");
    assertEquals("changed", text(client, new ItemPath(DiskHost.TODOS, "three")));
    assertEquals("new", text(client, ONE));
    client.engine().atomic().cancel();
    client.settle();
    assertEquals("first", text(client, ONE));
    assertEquals(List.of("one", "two"), client.engine().items(DiskHost.TODOS));
    assertTrue(client.engine().state(new ItemPath(DiskHost.TODOS, "three")).isEmpty());
    assertEquals(before, client.log().length);
  }

  @Test
  void whatTouchesTheItemsMeanwhileDoesNotCommitThem() {
    client.engine().atomic().begin(Map.of());
    client.set("one", "new");
    client.engine().flush();
    client.pass(5_000);
    client.engine().set(TWO, "text", Optional.of(Value.of("new")));
    client.engine().atomic().finish();
    client.settle();
    assertEquals(Seal.ATOMIC, head(client, ONE).piece().seal().flags());
    assertEquals(2, head(client, ONE).piece().seal().size());
  }

  @Test
  void theAuthorityRefusesAllOfWhatExpectsAnItemToBeAsItIsNot() {
    disconnect();
    server.set("two", "moved");
    Map<ItemPath, List<CommitId>> seen =
        Map.of(ONE, client.engine().atomic().heads(ONE), TWO, client.engine().atomic().heads(TWO));
    client.engine().atomic().begin(seen);
    client.set("one", "new");
    client.engine().atomic().finish();
    client.settle();
    client.pass(1_000);
    client.set("one", "newer");
    assertEquals("newer", text(client, ONE));
    DiskHost.connect(client, server);
    client.pass(6_000);
    server.pass(6_000);
    DiskHost.meet(client, server);
    assertEquals("first", text(client, ONE));
    assertEquals("moved", text(client, TWO));
    assertEquals("first", text(server, ONE));
    assertEquals(
        client.engine().status(DiskHost.TODOS).shownDigest(),
        server.engine().status(DiskHost.TODOS).shownDigest());
    assertTrue(
        client.refusals().stream()
            .anyMatch(refusal -> refusal.refusal().code().equals("conflict")));
    assertEquals(2, client.refusals().size());
    assertEquals("first", text(reopened(Settings.Role.KEEPER, client.log()), ONE));
  }

  @Test
  void whatIsNotExpectedMerges() {
    disconnect();
    server.set("two", "moved");
    client.pass(1_000);
    atomically(client, "new");
    DiskHost.connect(client, server);
    client.pass(6_000);
    server.pass(6_000);
    DiskHost.meet(client, server);
    assertEquals("new", text(server, ONE));
    assertEquals("new", text(server, TWO));
    assertEquals(List.of(), client.refusals());
  }

  @Test
  void anItemThatMovedHereIsToldAtOnce() {
    List<CommitId> seen = client.engine().atomic().heads(ONE);
    client.set("one", "moved");
    client.pass(1_000);
    assertThrows(
        GoatException.Conflict.class, () -> client.engine().atomic().begin(Map.of(ONE, seen)));
    assertFalse(client.engine().atomic().isOpen());
    client.set("one", "goes on");
    assertEquals("goes on", text(client, ONE));
  }

  @Test
  void itemsAreOfOneRepositoryAndPacksAreNotNested() {
    client.engine().atomic().begin(Map.of());
    client.set("one", "new");
    ItemPath other = new ItemPath(RepositoryPath.parse("/data/others"), "one");
    client.engine().expect(other.repository());
    assertThrows(
        GoatException.InvalidValue.class,
        () -> client.engine().create(other, DiskHost.TASK, Map.of("text", Value.of("elsewhere"))));
    assertThrows(GoatException.InvalidValue.class, () -> client.engine().atomic().begin(Map.of()));
    client.engine().atomic().cancel();
    assertEquals("first", text(client, ONE));
  }

  @Test
  void aWriteThatStopsHalfWayLeavesAllOrNothing() {
    disconnect();
    client.sign(false);
    int before = client.log().length;
    atomically(client, "new");
    byte[] log = client.log();
    assertTrue(log.length > before);
    for (int end = before; end <= log.length; end++) {
      DiskHost after = reopened(Settings.Role.KEEPER, Arrays.copyOf(log, end));
      String text = end < log.length ? "first" : "new";
      assertEquals(text, text(after, ONE), "cut at " + end);
      assertEquals(end < log.length ? "second" : "new", text(after, TWO), "cut at " + end);
      if (end == log.length) {
        after.close();
        assertEquals(Seal.ATOMIC, head(after, ONE).piece().seal().flags());
        assertEquals("new", text(reopened(Settings.Role.KEEPER, after.log()), TWO));
      } else {
        after.set("one", "goes on");
        after.close();
        assertEquals("goes on", text(reopened(Settings.Role.KEEPER, after.log()), ONE));
      }
    }
  }

  @Test
  void aWriteThatStopsHalfWayLeavesTheContextsThatLaterCommitsName() {
    disconnect();
    client.sign(false);
    int before = client.log().length;
    ItemPath three = new ItemPath(DiskHost.TODOS, "three");
    client.engine().atomic().begin(Map.of());
    client.engine().create(three, DiskHost.RANGE, Map.of("low", Value.of(1L)));
    client.engine().set(ONE, "text", Optional.of(Value.of("new")));
    client.engine().atomic().finish();
    client.settle();
    byte[] log = client.log();
    for (int end = before; end < log.length; end++) {
      DiskHost after = reopened(Settings.Role.KEEPER, Arrays.copyOf(log, end));
      after.engine().create(three, DiskHost.RANGE, Map.of("low", Value.of(2L)));
      after.close();
      DiskHost again = reopened(Settings.Role.KEEPER, after.log());
      ItemState shown = again.engine().state(three).orElseThrow();
      assertEquals(Optional.of(Value.of(2L)), shown.field("low"), "cut at " + end);
    }
  }

  @Test
  void whatIsExpectedNotToExistMustBeCreated() {
    ItemPath three = new ItemPath(DiskHost.TODOS, "three");
    Map<ItemPath, List<CommitId>> free = Map.of(three, client.engine().atomic().heads(three));
    client.engine().atomic().begin(free);
    client.set("one", "new");
    assertThrows(GoatException.InvalidValue.class, () -> client.engine().atomic().finish());
    assertEquals("first", text(client, ONE));
    assertFalse(client.engine().atomic().isOpen());
    client.engine().atomic().begin(free);
    client.create("three", "third");
    client.engine().atomic().finish();
    DiskHost.meet(client, server);
    assertEquals("third", text(server, three));
  }

  @Test
  void aLogThatCannotBeWrittenToEndsThePackAndNothingElse() {
    client.engine().atomic().begin(Map.of());
    client.set("one", "new");
    client
        .engine()
        .disk()
        .failed(DiskHost.TODOS, new GoatException.StorageFailed("No disk.", "Look for it."));
    assertThrows(GoatException.StorageFailed.class, () -> client.engine().atomic().finish());
    assertFalse(client.engine().atomic().isOpen());
    assertEquals("first", text(client, ONE));
  }

  @Test
  void behindDamageTheRestOfThemIsNotShown() {
    disconnect();
    client.sign(false);
    int before = client.log().length;
    atomically(client, "new");
    client.create("three", "third");
    client.pass(2_000);
    byte[] log = client.log();
    int gone = 0;
    for (int at = before; at < log.length; at++) {
      byte[] damaged = log.clone();
      damaged[at] ^= 1;
      DiskHost after = reopened(Settings.Role.KEEPER, damaged);
      boolean one = text(after, ONE).equals("new");
      boolean two = text(after, TWO).equals("new");
      assertEquals(one, two, "damaged at " + at);
      gone += one ? 0 : 1;
    }
    assertTrue(gone > 0, "some damage takes them out");
  }

  @Test
  void anIndexNeverStandsBetweenWhatBelongsTogether() {
    disconnect();
    for (int i = 0; i < 20; i++) {
      client.create("more" + i, "text");
      client.pass(500);
    }
    client.sign(false);
    atomically(client, "new");
    client.pass(2_000);
    client.engine().checkpoint();
    client.settle();
    DiskHost after = new DiskHost(Settings.Role.KEEPER, 9, client.log(), client.index()).open();
    after.close();
    assertEquals("new", text(after, TWO));
    assertEquals(Seal.ATOMIC, head(after, ONE).piece().seal().flags());
    assertEquals(head(after, ONE).piece().seal(), head(after, TWO).piece().seal());
  }

  private static void atomically(DiskHost host, String text) {
    host.engine().atomic().begin(Map.of());
    host.engine().set(ONE, "text", Optional.of(Value.of(text)));
    host.engine().set(TWO, "text", Optional.of(Value.of(text)));
    host.engine().atomic().finish();
    host.settle();
  }

  private void disconnect() {
    client.engine().disconnected(1);
    server.engine().disconnected(1);
    DiskHost.meet(client, server);
  }

  private static DiskHost reopened(Settings.Role role, byte[] log) {
    return new DiskHost(role, 5, log, new byte[0]).open();
  }

  private static String text(DiskHost host, ItemPath item) {
    ItemState state = host.engine().state(item).orElseThrow();
    return state.field("text").map(value -> ((Value.Str) value).value()).orElseThrow();
  }

  private static Node head(DiskHost host, ItemPath item) {
    List<Node> heads =
        host.engine()
            .repositories()
            .get(DiskHost.TODOS)
            .graph()
            .item(item.item())
            .orElseThrow()
            .heads();
    return heads.get(heads.size() - 1);
  }
}
