package dev.goatdb.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.Notice;
import dev.goatdb.core.Overview;
import dev.goatdb.core.Policy;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.FastFunctions;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.machine.Keys;
import dev.goatdb.sim.machine.Network;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Place;
import dev.goatdb.sim.machine.Schedule;
import dev.goatdb.sim.machine.Station;
import dev.goatdb.sim.machine.Tally;
import dev.goatdb.sim.machine.Witness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that the authority has to turn down, and that go on all the same. */
class RefusalTest {
  private static final RepositoryPath PATH = Workload.REPOSITORIES.get(0);

  private final Schedule schedule = new Schedule();
  private final Dice dice = new Dice(1);
  private int refusals;
  private final Node server;
  private final Node client;

  RefusalTest() {
    Tally tally = new Tally();
    Witness witness = new Counting();
    Network network = new Network(schedule, dice.fork(), tally, Fault.NONE, witness);
    Place place =
        new Place(
            schedule,
            network,
            new Keys(),
            Schemas.of(List.of(Cards.SCHEMA)),
            Workload.REPOSITORIES,
            tally,
            Fault.NONE,
            witness,
            Policy.open());
    server = Node.server(place, dice.fork());
    client = Node.client(place, "client", dice.fork(), server, true);
  }

  @BeforeAll
  static void beFast() {
    Pure.install(new FastFunctions());
  }

  @Test
  void aClientThatWasRefusedAgreesWithTheServerAfterARestart() {
    server.start();
    client.start();
    pass(5);
    create("first");
    pass(5);
    client.skew(300_000);
    client.crash(false);
    pass(10);
    create("ahead");
    pass(5);
    assertEquals(0, refusals, "with a wrong clock it is turned away, and keeps its edits");
    client.skew(0);
    client.crash(false);
    pass(10);
    assertEquals(1, refusals);
    expectAgreement(1);
    client.crash(false);
    pass(10);
    expectAgreement(1);
    create("second");
    pass(5);
    expectAgreement(2);
    assertEquals(1, refusals);
  }

  @Test
  void aClientThatStaysConnectedForMonthsKeepsWriting() {
    server.start();
    client.start();
    pass(5);
    create("first");
    pass(31L * 24 * 3600);
    create("after the certificate expired");
    pass(60);
    assertEquals(0, refusals);
    expectAgreement(2);
  }

  private void create(String item) {
    client.call(engine ->
        engine.create(new ItemPath(PATH, item), Cards.SCHEMA, Map.of("title", Value.of(item))));
  }

  private void pass(long seconds) {
    schedule.runUntil(schedule.nowMillis() + 1_000 * seconds);
  }

  private void expectAgreement(int commits) {
    Overview there = server.engine().status(PATH).overview();
    Overview here = client.engine().status(PATH).overview();
    assertEquals(commits, there.commits());
    assertEquals(commits, here.commits());
    assertEquals(there.sum(), here.sum());
    assertEquals(0, here.unreceipted());
    assertTrue(here.settled());
  }

  /** Counts refusals and knows of nothing else. */
  private final class Counting implements Witness {
    @Override
    public void appends(Node node, String log, Octets bytes) {}

    @Override
    public void replaces(Node node, String log) {}

    @Override
    public void crashes(Node node, boolean powerLost) {}

    @Override
    public void loses(Node node, Map<String, byte[]> copy) {}

    @Override
    public void starts(Node node) {}

    @Override
    public void notices(Node node, Notice notice) {
      refusals += notice instanceof Notice.Refused ? 1 : 0;
    }

    @Override
    public void sends(Station from, Node to, Octets frame) {}
  }
}
