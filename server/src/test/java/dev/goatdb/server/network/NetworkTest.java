package dev.goatdb.server.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatFile;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.GoatServer;
import dev.goatdb.server.torture.Waiting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients and a server with a network between them that fails in every way, loud or silent. */
final class NetworkTest {
  private static final String REPOSITORY = "/network/test";
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir Path folder;

  @Test
  void aRealServerAndItsClientsComeToTheSameAfterFaults() throws Exception {
    StringWriter said = new StringWriter();
    int failed = new Campaign(folder, new PrintWriter(said)).run(1, 2);
    assertEquals(0, failed, said::toString);
  }

  @Test
  void aLostEditThatNothingRepairsIsNoticed() throws Exception {
    AtomicInteger dataLeft = new AtomicInteger(5);
    try (GoatServer server = serve(SHORT);
        Slice slice =
            new Slice(1, server.port(), to -> new Forgetful(to, dataLeft), Duration.ofSeconds(5))) {
      List<String> wrong = slice.run();
      assertTrue(dataLeft.get() < 0, "no message was lost");
      assertTrue(
          wrong.stream().anyMatch(text -> text.contains("ada is not in step")), wrong::toString);
      assertTrue(
          wrong.stream().anyMatch(text -> text.contains("witness shows of")), wrong::toString);
    }
  }

  @Test
  void aClientNoticesThatNothingComesBackAndConnectsAgain() throws Exception {
    for (Weather lost : List.of(Weather.lost(true, true), Weather.lost(false, true))) {
      try (GoatServer server = serve(NEVER);
          Writer ada = client(server, SHORT)) {
        ada.create("one");
        ada.db().sync();
        ada.proxy().weather(lost);
        ada.item("one").set(Writer.TEXT, "while it was silent");
        eventually(() -> !ada.db().isOnline());
        ada.proxy().weather(Weather.FAIR);
        eventually(ada::isOnServer);
        assertTrue(ada.proxy().connections() > 1);
        assertEquals("while it was silent", server.db().item(REPOSITORY + "/one").get(Writer.TEXT));
      }
    }
  }

  @Test
  void aServerDropsWhoIsSilentAndTheClientComesBack() throws Exception {
    try (GoatServer server = serve(SHORT);
        Writer ada = client(server, NEVER)) {
      ada.create("one");
      ada.db().sync();
      ada.proxy().weather(Weather.lost(true, false));
      ada.item("one").set(Writer.TEXT, "unheard");
      eventually(() -> server.connections() == 0);
      ada.proxy().weather(Weather.FAIR);
      eventually(ada::isOnServer);
      assertEquals("unheard", server.db().item(REPOSITORY + "/one").get(Writer.TEXT));
    }
  }

  @Test
  void connectionsThatMeanNothingAreDropped() throws Exception {
    try (GoatServer server = serve(SHORT);
        Storm storm = new Storm()) {
      storm.blow(server.port(), 100, new Random(1));
      eventually(storm::isOver);
      eventually(() -> server.connections() == 0);
    }
  }

  @Test
  void quietIsNotSilence() throws Exception {
    try (GoatServer pings = serve(SHORT);
        Writer ada = client(pings, SHORT)) {
      ada.db().sync();
      Waiting.sleep(2 * SHORT.toMillis());
      assertEquals(1, ada.proxy().connections());
    }
    try (GoatServer patient = serve(NEVER);
        Writer ada = client(patient, SHORT)) {
      ada.db().sync();
      Waiting.sleep(2 * SHORT.toMillis());
      assertEquals(1, ada.proxy().connections());
    }
  }

  @Test
  void timesThatMakeNoSenseAreRefused() {
    for (Duration bad : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofDays(1))) {
      assertThrows(GoatException.InvalidValue.class, () -> serve(bad));
    }
  }

  private GoatServer serve(Duration silence) {
    GoatFile file = GoatFile.parse(Writer.DEFINITIONS);
    return GoatServer.open(folder, o -> o.file(file).port(0).silence(silence));
  }

  private static Writer client(GoatServer server, Duration silence) throws Exception {
    return new Writer("ada", REPOSITORY, new Proxy(server.port()), silence);
  }

  private static void eventually(BooleanSupplier state) {
    assertTrue(Waiting.isTrueWithin(30_000, state));
  }
}
