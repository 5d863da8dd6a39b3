package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Engines that share one replica: a keeper, its followers, and whoever takes its place. */
class SuccessionTest {
  private static final RepositoryPath TODOS = RepositoryPath.parse("/data/todos");
  private static final ItemPath ONE = new ItemPath(TODOS, "one");
  private static final ItemPath TWO = new ItemPath(TODOS, "two");
  private static final Schema TASK =
      Schema.of("task", 1, List.of(FieldDefinition.of("text", FieldType.Scalar.STRING)));
  private static final Octets KEY = Octets.wrap(new byte[32]);
  private static final Octets ROOT = Octets.ofHex("07".repeat(32));

  /** An engine, the log it keeps, and what it appended since somebody last took it. */
  private static final class Tab {
    private final Engine engine;
    private final StoredBytes.Growing other = new StoredBytes.Growing(new byte[0]);
    private StoredBytes.Growing log = new StoredBytes.Growing(new byte[0]);
    private final List<byte[]> appended = new ArrayList<>();
    private final boolean follows;
    private long nowMillis = 1_000_000;

    Tab(Settings.Role role, boolean met, int seed) {
      Random random = new Random(seed);
      follows = role == Settings.Role.FOLLOWER;
      engine =
          new Engine(
              new Settings(
                  met ? OrganisationId.of(ROOT) : OrganisationId.UNKNOWN,
                  met ? Optional.of(ROOT) : Optional.empty(),
                  KEY,
                  role,
                  Set.of(),
                  Schemas.of(List.of(TASK)),
                  3,
                  Indexing.NONE,
                  1_000,
                  Limits.DEFAULT),
              random::nextBytes,
              nowMillis);
    }

    private StoredBytes.Growing stored(String name) {
      return name.equals(TODOS.toString()) ? log : other;
    }

    byte[] bytes() {
      return log.read(0, (int) log.size()).array().clone();
    }

    /** The keeper appended to the log. */
    void follow(byte[] records) {
      log.append(Octets.wrap(records));
      Succession.followed(engine, TODOS, records);
    }

    void carryOut() {
      for (Effect effect : engine.effects()) {
        switch (effect) {
          case Effect.Append append -> {
            if (!follows) {
              stored(append.log()).append(append.bytes());
            }
            appended.add(append.bytes().array());
          }
          case Effect.Replace replace -> stored(replace.log()).replace(replace.bytes());
          default -> {}
        }
      }
    }

    void wait(int millis) {
      nowMillis += millis;
      engine.timePassed(nowMillis);
      carryOut();
    }

    Opening opening(byte[] bytes) {
      log = new StoredBytes.Growing(bytes);
      return engine.opening(TODOS, new StoredLog(log, Optional.empty()));
    }

    void open(byte[] bytes) {
      Opening opening = opening(bytes);
      while (!opening.advance(1)) {
        assertFalse(engine.isOpen(TODOS), "a repository is open only when all of it is read");
      }
      carryOut();
    }

    void create(ItemPath path, String text) {
      engine.create(path, TASK, Map.of("text", Value.of(text)));
      carryOut();
    }

    void set(ItemPath path, String text) {
      engine.set(path, "text", Optional.of(Value.of(text)));
      carryOut();
    }

    String text(ItemPath path) {
      Value value = engine.state(path).orElseThrow().field("text").orElseThrow();
      return ((Value.Str) value).value();
    }

    List<byte[]> take() {
      List<byte[]> taken = List.copyOf(appended);
      appended.clear();
      return taken;
    }
  }

  private static Tab keeper(boolean met) {
    Tab tab = new Tab(Settings.Role.KEEPER, met, 1);
    tab.open(new byte[0]);
    return tab;
  }

  private static Tab follower(Tab keeper, boolean met, int seed) {
    Tab tab = new Tab(Settings.Role.FOLLOWER, met, seed);
    tab.open(keeper.bytes());
    keeper.take();
    return tab;
  }

  private static void exchange(Tab keeper, Tab follower) {
    follower.take().forEach(bytes -> Succession.offered(keeper.engine, TODOS, bytes));
    keeper.carryOut();
    keeper.take().forEach(follower::follow);
    follower.carryOut();
  }

  @Test
  void whatAKeeperAndItsFollowerWriteIsTheSameForBoth() {
    Tab keeper = keeper(true);
    keeper.create(ONE, "by the keeper");
    Tab follower = follower(keeper, true, 2);
    assertEquals("by the keeper", follower.text(ONE));
    follower.create(TWO, "by the follower");
    follower.wait(1_000);
    follower.set(ONE, "changed by the follower");
    assertEquals("changed by the follower", follower.text(ONE));
    assertEquals("by the keeper", keeper.text(ONE));
    exchange(keeper, follower);
    assertEquals("changed by the follower", keeper.text(ONE));
    assertEquals("by the follower", keeper.text(TWO));
    assertEquals(
        keeper.engine.status(TODOS).shownDigest(), follower.engine.status(TODOS).shownDigest());
    assertEquals(
        keeper.engine.status(TODOS).overview().logBytes(),
        follower.engine.status(TODOS).overview().logBytes());
  }

  @Test
  void everyTabIsToldOnceOfEditsThatADeletionMet() {
    Tab keeper = keeper(true);
    keeper.create(ONE, "one");
    Tab follower = follower(keeper, true, 2);
    keeper.wait(1_000);
    keeper.engine.delete(ONE, true);
    keeper.carryOut();
    follower.wait(2_000);
    follower.set(ONE, "changed by the follower");
    follower.wait(1_000);
    follower.set(ONE, "changed again");
    keeper.wait(9_000);
    assertEquals(List.of(), unseen(keeper));
    exchange(keeper, follower);
    Notice.UnseenEdits edits = new Notice.UnseenEdits(ONE, Set.of("text"), true);
    assertEquals(List.of(edits, edits), unseen(keeper));
    assertEquals(List.of(edits), unseen(follower));
    keeper.engine.delete(ONE, false);
    keeper.carryOut();
    exchange(keeper, follower);
    assertEquals("changed again", keeper.text(ONE));
    assertEquals(List.of(), unseen(keeper));
    assertEquals(List.of(), unseen(follower));
  }

  private static List<Notice> unseen(Tab tab) {
    return tab.engine.notices().stream().filter(one -> one instanceof Notice.UnseenEdits).toList();
  }

  @Test
  void anEditOfAFollowerIsSavedWhenTheKeepersLogIsSafe() {
    Tab keeper = keeper(true);
    Tab follower = follower(keeper, true, 2);
    follower.create(ONE, "one");
    assertEquals(Saved.PENDING, follower.engine.inspect(ONE).saved());
    exchange(keeper, follower);
    assertEquals(Saved.PENDING, follower.engine.inspect(ONE).saved());
    follower.engine.synced(TODOS, keeper.log.size());
    assertEquals(Saved.HERE, follower.engine.inspect(ONE).saved());
  }

  @Test
  void whoTakesOverBringsWhatTheLogLacks() {
    Tab keeper = keeper(true);
    keeper.create(ONE, "one");
    Tab follower = follower(keeper, true, 2);
    byte[] onDisk = keeper.bytes();
    keeper.wait(1_000);
    keeper.set(ONE, "never reached the disk");
    keeper.take().forEach(follower::follow);
    follower.create(TWO, "never reached the keeper");
    follower.set(TWO, "not even committed");

    Tab next = new Tab(Settings.Role.KEEPER, true, 3);
    next.open(onDisk);
    assertEquals("one", next.text(ONE));
    Succession.succeed(next.engine, follower.engine);
    next.carryOut();
    assertEquals("never reached the disk", next.text(ONE));
    assertEquals("not even committed", next.text(TWO));

    Tab again = new Tab(Settings.Role.KEEPER, true, 4);
    again.open(next.bytes());
    assertEquals(next.engine.status(TODOS).shownDigest(), again.engine.status(TODOS).shownDigest());
  }

  @Test
  void draftsOfAFollowerBecomeTheSameCommitsAsThoseOfTheKeeper() {
    Tab keeper = keeper(false);
    Tab follower = follower(keeper, false, 2);
    follower.create(ONE, "a draft");
    exchange(keeper, follower);
    follower.create(TWO, "a draft that the keeper never got");

    Tab met = new Tab(Settings.Role.KEEPER, true, 3);
    met.open(keeper.bytes());
    Tab followed = new Tab(Settings.Role.FOLLOWER, true, 4);
    followed.open(met.bytes());
    met.take();
    Succession.succeed(followed.engine, follower.engine);
    followed.carryOut();
    exchange(met, followed);
    assertEquals(2, met.engine.status(TODOS).overview().commits());
    assertEquals("a draft that the keeper never got", met.text(TWO));
    assertEquals(
        met.engine.status(TODOS).shownDigest(), followed.engine.status(TODOS).shownDigest());
  }

  @Test
  void whatIsMadeBeforeTheLogIsReadIsShownAtOnceAndGoesIntoIt() {
    Tab keeper = keeper(true);
    keeper.create(ONE, "from before");
    Tab early = new Tab(Settings.Role.KEEPER, true, 5);
    early.engine.expect(TODOS);
    early.create(TWO, "early");
    assertEquals("early", early.text(TWO));
    assertEquals(Saved.PENDING, early.engine.inspect(TWO).saved());
    assertTrue(early.take().isEmpty(), "nothing is written to a log that is not read");
    early.open(keeper.bytes());
    assertEquals("from before", early.text(ONE));
    assertEquals("early", early.text(TWO));
    assertFalse(early.take().isEmpty());
  }

  @Test
  void draftsThatAreBeingReadWhenTheOrganisationBecomesKnownAreAdopted() {
    byte[] drafts = drafts();
    for (int read = 0; read < 3; read++) {
      Tab tab = new Tab(Settings.Role.KEEPER, false, 2);
      Opening opening = tab.opening(drafts);
      opening.advance(read);
      tab.engine.join(OrganisationId.of(ROOT), ROOT);
      while (!opening.advance(1)) {
        // The next record.
      }
      tab.carryOut();
      assertEquals("draft", tab.text(ONE));
      Tab met = new Tab(Settings.Role.KEEPER, true, 3);
      met.open(tab.bytes());
      assertEquals("draft", met.text(ONE));
    }
  }

  @Test
  void aLogThatIsNotReadYetIsNotTouchedWhenTheOrganisationBecomesKnown() {
    byte[] drafts = drafts();
    Tab tab = new Tab(Settings.Role.KEEPER, false, 2);
    tab.log.append(Octets.wrap(drafts));
    tab.engine.expect(TODOS);
    tab.create(TWO, "early");
    tab.engine.join(OrganisationId.of(ROOT), ROOT);
    tab.carryOut();
    assertArrayEquals(drafts, tab.bytes());
    tab.open(drafts);
    assertEquals("draft", tab.text(ONE));
    assertEquals("early", tab.text(TWO));
  }

  private static byte[] drafts() {
    Tab tab = new Tab(Settings.Role.KEEPER, false, 1);
    tab.open(new byte[0]);
    tab.create(ONE, "draft");
    return tab.bytes();
  }

  @Test
  void anOpeningThatFailedFailsForEverAndLeavesTheLogAlone() {
    Tab met = new Tab(Settings.Role.KEEPER, true, 1);
    met.open(new byte[0]);
    for (int i = 0; i < 5; i++) {
      met.create(new ItemPath(TODOS, "item" + i), "text");
    }
    Tab foreign = new Tab(Settings.Role.KEEPER, false, 2);
    foreign.engine.join(OrganisationId.of(KEY), KEY);
    Opening opening = foreign.engine.opening(TODOS, StoredLog.of(met.bytes()));
    for (int i = 0; i < 20; i++) {
      assertThrows(GoatException.Incompatible.class, () -> opening.advance(1));
    }
    foreign.carryOut();
    assertEquals(0, foreign.log.size());
  }

  @Test
  void whoForgotItsOrganisationLearnsItFromALog() {
    Tab met = new Tab(Settings.Role.KEEPER, true, 1);
    met.open(new byte[0]);
    met.create(ONE, "kept");
    Tab forgetful = new Tab(Settings.Role.KEEPER, false, 2);
    RepositoryPath notes = RepositoryPath.parse("/data/notes");
    forgetful.engine.open(notes, new StoredLog(forgetful.other, Optional.empty()));
    ItemPath draft = new ItemPath(notes, "draft");
    forgetful.create(draft, "a draft of another repository");
    forgetful.open(met.bytes());
    assertEquals("kept", forgetful.text(ONE));
    assertEquals("a draft of another repository", forgetful.text(draft));
    assertEquals(OrganisationId.of(ROOT), forgetful.engine.organisation());
    assertEquals(Optional.empty(), forgetful.engine.rootKey());
    forgetful.set(ONE, "edited without the root key");
    assertEquals("edited without the root key", forgetful.text(ONE));
    forgetful.engine.join(OrganisationId.of(ROOT), ROOT);
    assertEquals(Optional.of(ROOT), forgetful.engine.rootKey());
  }
}
