package dev.goatdb.core;

import static dev.goatdb.core.DiskHost.TODOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Certificate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How fast sessions may write: what is too fast comes later, and nothing is refused. */
class PacesTest {
  private static final Limits SLOW =
      Limits.DEFAULT.paced(new Limits.Rate(10, 50), new Limits.Rate(1_000, 5_000));

  private final DiskHost server = new DiskHost(Settings.Role.AUTHORITY, 1, SLOW).open();
  private final DiskHost client = new DiskHost(Settings.Role.KEEPER, 2, SLOW).open();

  @Test
  void whatASessionWritesTooFastIsTakenInLater() {
    DiskHost.connect(client, server);
    create(0, 100);
    DiskHost.meet(client, server);
    int first = commits(server);
    assertTrue(first >= 50 && first < 60, "the burst: " + first);
    pass(1_000);
    int second = commits(server);
    assertTrue(second >= first + 9 && second <= first + 11, "ten a second: " + second);
    for (int i = 0; i < 10; i++) {
      pass(1_000);
    }
    assertEquals(100, commits(server));
    assertEquals(0, client.engine().status(TODOS).unreceipted());
    assertTrue(client.refusals().isEmpty());
    assertTrue(client.warnings().isEmpty());
  }

  @Test
  void anotherConnectionOfTheSessionIsNoFaster() {
    DiskHost.connect(client, server);
    create(0, 51);
    DiskHost.meet(client, server);
    client.disconnect();
    server.disconnect();
    DiskHost.connect(client, server);
    create(51, 20);
    DiskHost.meet(client, server);
    assertTrue(commits(server) < 55, "commits " + commits(server));
    for (int i = 0; i < 10; i++) {
      pass(1_000);
    }
    assertEquals(71, commits(server));
  }

  @Test
  void whatHasReceiptsCostsNothing() {
    DiskHost.connect(client, server);
    create(0, 120);
    for (int i = 0; i < 20; i++) {
      pass(1_000);
    }
    assertEquals(0, client.engine().status(TODOS).unreceipted());
    client.disconnect();
    DiskHost wiped = new DiskHost(Settings.Role.AUTHORITY, 3, SLOW).open();
    wiped.pass(20_000);
    DiskHost.connect(client, wiped);
    assertEquals(120, commits(wiped), "at once");
    create(120, 50);
    DiskHost.meet(client, wiped);
    assertEquals(170, commits(wiped), "the burst is not used up");
  }

  @Test
  void theOperatorsSessionsHaveARateOfTheirOwn() {
    Paces paces = new Paces(SLOW);
    assertEquals(0, paces.spend(certificate(1, false), 50, 0));
    assertEquals(1_000, paces.spend(certificate(1, false), 10, 0));
    assertEquals(0, paces.spend(certificate(2, false), 50, 0), "a session of its own");
    assertEquals(0, paces.spend(certificate(3, true), 5_000, 0));
    assertEquals(10, paces.spend(certificate(3, true), 10, 0));
    assertEquals(60_000, paces.spend(certificate(1, false), 50, 60_000), "it filled up again");
  }

  @Test
  void sessionsThatRestedAreForgotten() {
    Paces paces = new Paces(SLOW);
    for (int i = 0; i < 5_000; i++) {
      assertEquals(1_000_000L * i, paces.spend(certificate(i, false), 1, 1_000_000L * i));
    }
    assertTrue(paces.size() <= 1_001, "buckets " + paces.size());
  }

  private static Certificate certificate(int number, boolean trusted) {
    byte[] key = new byte[Certificate.KEY_BYTES];
    key[0] = (byte) number;
    key[1] = (byte) (number >> 8);
    return new Certificate(
        OrganisationId.of(DiskHost.ROOT),
        Octets.wrap(key),
        Optional.empty(),
        trusted,
        0,
        1L << 50,
        Octets.EMPTY);
  }

  private void create(int from, int count) {
    for (int i = from; i < from + count; i++) {
      client.create("item" + i, "text");
    }
  }

  private void pass(long millis) {
    server.pass(millis);
    client.pass(millis);
    DiskHost.meet(client, server);
  }

  private static int commits(DiskHost host) {
    return host.engine().status(TODOS).overview().commits();
  }
}
