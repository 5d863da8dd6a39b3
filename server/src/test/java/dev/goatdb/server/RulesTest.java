package dev.goatdb.server;

import static dev.goatdb.server.Tasks.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.Access;
import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.Item;
import dev.goatdb.RefusedEdit;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules as people meet them: at a real server, over its socket. */
final class RulesTest {
  private static final GoatFile RULES =
      GoatFile.load(Path.of("src/test/resources/rules/goat.json"));
  private static final Schema LIST = RULES.schema("list");
  private static final Schema TODO = RULES.schema("todo");
  private static final Field<Set<String>> MEMBERS = Field.set("members", Field.STRING);
  private static final Field<Long> VOTES = Field.counter("votes");

  @TempDir Path folder;

  @Test
  void aRefusalCarriesTheRuleAndItsTextToItsAuthorAlone() throws Exception {
    try (GoatServer server = serve(o -> {});
        GoatDB ann = client(server, "ann");
        GoatDB eve = client(server, "eve")) {
      Item list = ann.createAt("/lists/all/a", LIST, Map.of("owner", "ann", "name", "Shopping"));
      list.add(MEMBERS, "ann");
      eventually(list::isOnServer);
      eventually(() -> eve.find("/lists/all/a").isPresent());
      Item seen = eve.item("/lists/all/a");
      seen.set("name", "Mine");
      eventually(() -> !eve.refused().isEmpty());
      RefusedEdit refused = eve.refused().get(0);
      assertEquals("Only its owner can share this list.", refused.reason());
      assertEquals(Optional.of("sharing"), refused.rule());
      assertEquals("denied", refused.code());
      assertEquals("Mine", refused.values().get("name"));
      assertEquals("Shopping", seen.get("name"));
      assertEquals(Map.of("sharing", 1L), server.db().refusedByRule());
      assertTrue(ann.refused().isEmpty());
    }
  }

  @Test
  void nobodyGivesAwayWhatIsNotTheirsNorOneFieldTheyMayNotWrite() throws Exception {
    try (GoatServer server = serve(o -> {});
        GoatDB ann = client(server, "ann");
        GoatDB nobody = Tasks.client(server.address())) {
      Item forged = ann.createAt("/lists/all/b", LIST, Map.of("owner", "bob"));
      eventually(() -> ann.refused().size() == 1);
      assertEquals("A list is made by its owner.", ann.refused().get(0).reason());
      assertTrue(ann.find(forged.path()).isEmpty());
      Item list = ann.createAt("/lists/all/a", LIST, Map.of("owner", "ann"));
      eventually(list::isOnServer);
      list.set("owner", "bob");
      eventually(() -> ann.refused().size() == 2);
      assertEquals("ann", list.get("owner"));
      nobody.createAt("/elsewhere/x/y", Tasks.TASK, Map.of("text", "nobody"));
      eventually(() -> nobody.syncState().problem().isPresent() || !nobody.refused().isEmpty());
      assertTrue(server.db().find("/elsewhere/x/y").isEmpty(), "what no rule fits is denied");
    }
  }

  @Test
  void aPrivateListOpensWhenItIsSharedAndClosesWhenItIsNot() throws Exception {
    try (GoatServer server = serve(o -> {});
        GoatDB ann = client(server, "ann");
        GoatDB bob = client(server, "bob")) {
      Item list =
          ann.createAt("/lists/all/a", LIST, Map.of("owner", "ann", "members", Set.of("ann")));
      Item milk = ann.createAt("/todo/a/milk", TODO, Map.of("text", "Milk"));
      eventually(milk::isOnServer);
      bob.counts("/todo/a");
      eventually(
          () -> bob.syncState("/todo/a").problem().orElse("").contains("This list is private."));
      assertTrue(bob.find("/todo/a/milk").isEmpty());
      list.add(MEMBERS, "bob");
      eventually(() -> bob.find("/todo/a/milk").isPresent());
      eventually(() -> bob.syncState("/todo/a").problem().isEmpty());
      bob.item("/todo/a/milk").set("text", "Oat milk");
      eventually(() -> milk.get("text").equals("Oat milk"));
      list.remove(MEMBERS, "bob");
      eventually(
          () -> bob.syncState("/todo/a").problem().orElse("").contains("This list is private."));
      milk.set("text", "Not for bob");
      eventually(milk::isOnServer);
      bob.flush();
      assertEquals("Oat milk", bob.item("/todo/a/milk").get("text"));
    }
  }

  @Test
  void anOldParentDefeatsNothing() throws Exception {
    try (GoatServer server = serve(o -> {});
        GoatDB ann = client(server, "ann")) {
      ann.createAt("/lists/all/a", LIST, Map.of("owner", "ann", "members", Set.of("ann")));
      Item milk = ann.createAt("/todo/a/milk", TODO, Map.of("text", "Milk"));
      eventually(milk::isOnServer);
      ann.setOnline(false);
      eventually(() -> !ann.isOnline());
      milk.set("text", "made while it was not locked, as far as ann knows");
      ann.flush();
      server.db().item("/todo/a/milk").set("locked", true);
      server.db().flush();
      ann.setOnline(true);
      eventually(() -> !ann.refused().isEmpty());
      assertEquals("This is locked.", ann.refused().get(0).reason());
      eventually(() -> milk.get("locked").equals(true));
      assertEquals("Milk", milk.get("text"));
    }
  }

  @Test
  void anAtomicPackHasOneFate() throws Exception {
    try (GoatServer server = serve(o -> {});
        GoatDB ann = client(server, "ann")) {
      ann.createAt("/lists/all/a", LIST, Map.of("owner", "ann", "members", Set.of("ann")));
      Item good = ann.createAt("/todo/a/good", TODO, Map.of("text", "Good"));
      Item locked = ann.createAt("/todo/a/locked", TODO, Map.of("text", "Locked", "locked", true));
      eventually(() -> good.isOnServer() && locked.isOnServer());
      ann.atomically(() -> {
        good.set("text", "changed with it");
        locked.set("text", "must not change");
      });
      eventually(() -> ann.refused().size() == 2);
      assertEquals("Good", good.get("text"));
      assertEquals(Optional.of("locked"), ann.refused().get(0).rule());
      assertEquals(Optional.of("locked"), ann.refused().get(1).rule());
    }
  }

  @Test
  void aClientWithTheRulesSaysNoAtOnce() throws Exception {
    try (GoatServer server = serve(o -> {});
        GoatDB ann = client(server, "ann");
        GoatDB eve = knowing(server, "eve")) {
      Item list =
          ann.createAt("/lists/all/a", LIST, Map.of("owner", "ann", "members", Set.of("ann")));
      eventually(list::isOnServer);
      eventually(() -> eve.find("/lists/all/a").isPresent());
      Item seen = eve.item("/lists/all/a");
      GoatException.Denied denied =
          assertThrows(GoatException.Denied.class, () -> seen.set("name", "Mine"));
      assertEquals("Only its owner can share this list.", denied.getMessage());
      assertEquals(Optional.of("sharing"), denied.rule());
      assertFalse(seen.find("name").isPresent());
      assertThrows(
          GoatException.Denied.class,
          () -> eve.createAt("/lists/all/b", LIST, Map.of("owner", "ann")));
      assertTrue(eve.find("/lists/all/b").isEmpty());
      assertThrows(
          GoatException.Denied.class, () -> eve.atomically(() -> seen.set("name", "Mine")));
      Item own = eve.createAt("/lists/all/c", LIST, Map.of("owner", "eve"));
      own.set("name", "Hers");
      eventually(own::isOnServer);
      assertThrows(
          GoatException.Denied.class,
          () -> eve.createAt("/todo/a/x", TODO, Map.of("text", "the list is known here")));
      Item unsure = eve.createAt("/todo/z/x", TODO, Map.of("text", "this one is not"));
      eventually(() -> eve.syncState("/todo/z").problem().isPresent());
      assertTrue(server.db().find(unsure.path()).isEmpty());
    }
  }

  @Test
  void whatIsLookedUpIsLoadedFirst() throws Exception {
    String session;
    try (GoatServer server = serve(o -> {});
        GoatDB ann = client(server, "ann")) {
      session = ann.session();
      Item list =
          ann.createAt("/lists/all/a", LIST, Map.of("owner", "ann", "members", Set.of("bob")));
      eventually(list::isOnServer);
    }
    try (GoatServer server = serve(o -> {});
        GoatDB bob = GoatDB.inMemory(o -> o.schemas(LIST, TODO).server(server.address()))) {
      server.db().sessions().assign(bob.session(), "bob");
      eventually(() -> bob.user().isPresent());
      Item milk = bob.createAt("/todo/a/milk", TODO, Map.of("text", "Milk"));
      milk.set("text", "Oat milk");
      eventually(milk::isOnServer);
      assertTrue(bob.refused().isEmpty());
      bob.createAt("/todo/b/milk", TODO, Map.of("text", "Milk"));
      eventually(() -> bob.syncState("/todo/b").problem().isPresent());
      assertEquals(Optional.of("ann"), server.db().sessions().user(session));
    }
  }

  @Test
  void rulesInCodeTakeAwayAndSeeWhatRulesSee() throws Exception {
    try (GoatServer server =
            serve(o ->
                o.rule(
                    "at most three votes",
                    "/todo/{list}/*",
                    "You have voted enough.",
                    attempt -> (Long) attempt.after().orElseThrow().get("votes") <= 3,
                    Access.UPDATE));
        GoatDB ann = client(server, "ann")) {
      ann.createAt("/lists/all/a", LIST, Map.of("owner", "ann", "members", Set.of("ann")));
      Item milk = ann.createAt("/todo/a/milk", TODO, Map.of("text", "Milk"));
      milk.add(VOTES, 3);
      eventually(milk::isOnServer);
      milk.add(VOTES, 1);
      eventually(() -> !ann.refused().isEmpty());
      assertEquals("You have voted enough.", ann.refused().get(0).reason());
      assertEquals(Optional.of("at most three votes"), ann.refused().get(0).rule());
      assertEquals(3L, milk.get("votes"));
    }
  }

  @Test
  void onlyTheServerWritesAboutSessions() throws Exception {
    GoatFile open = GoatFile.of(LIST, TODO);
    try (GoatServer server = GoatServer.open(folder, o -> o.port(0).file(open));
        GoatDB eve = client(server, "eve")) {
      assertEquals(Optional.of("eve"), server.db().sessions().user(eve.session()));
      eve.createAt("/sys/sessions/" + eve.session(), LIST, Map.of("owner", "root"));
      eventually(() -> eve.syncState("/sys/sessions").problem().isPresent());
      Item free = eve.createAt("/todo/a/free", TODO, Map.of("text", "no rules, no limits"));
      eventually(free::isOnServer);
      assertEquals(Optional.of("eve"), server.db().sessions().user(eve.session()));
    }
  }

  @Test
  void whoseASessionIsSurvivesARestart() throws Exception {
    String session;
    try (GoatServer server = serve(o -> {});
        GoatDB ann = client(server, "ann")) {
      session = ann.session();
    }
    try (GoatServer server = serve(o -> {})) {
      assertEquals(Optional.of("ann"), server.db().sessions().user(session));
      assertThrows(GoatException.Denied.class, () -> ownerless(session));
    }
  }

  private static void ownerless(String session) {
    try (GoatDB eve = GoatDB.inMemory(LIST)) {
      eve.sessions().assign(session, "eve");
    }
  }

  private GoatServer serve(Consumer<ServerOptions> more) {
    return GoatServer.open(
        folder,
        o -> {
          o.port(0).file(RULES);
          more.accept(o);
        });
  }

  private static GoatDB client(GoatServer server, String user) throws InterruptedException {
    return signedIn(
        server, user, GoatDB.inMemory(o -> o.schemas(LIST, TODO).server(server.address())));
  }

  /** One that has the rules as well. */
  private static GoatDB knowing(GoatServer server, String user) throws InterruptedException {
    return signedIn(server, user, GoatDB.inMemory(o -> o.file(RULES).server(server.address())));
  }

  private static GoatDB signedIn(GoatServer server, String user, GoatDB db)
      throws InterruptedException {
    server.db().sessions().assign(db.session(), user);
    eventually(() -> db.user().isPresent());
    db.counts("/lists/all");
    return db;
  }
}
