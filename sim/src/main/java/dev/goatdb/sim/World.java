package dev.goatdb.sim;

import dev.goatdb.core.schema.Schemas;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.machine.Keys;
import dev.goatdb.sim.machine.Network;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Schedule;
import dev.goatdb.sim.machine.Tally;
import dev.goatdb.sim.oracle.LastJudgement;
import dev.goatdb.sim.oracle.Oracle;
import dev.goatdb.sim.oracle.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * One server and two clients that edit the same few items, on machines that fail.
 *
 * <pre>
 *   trouble: edits, crashes, partitions, loss  -->  healing: none of it, until all is quiet
 *            the oracle watches                     or 120 seconds passed  -->  judgement
 * </pre>
 */
final class World {
  private static final int LEAST_EDITS = 200;
  private static final int LEAST_CRASHES = 2;
  private static final long TROUBLE_MILLIS = 60_000;
  private static final long QUIET_MILLIS = 120_000;
  private static final long LOOK_MILLIS = 500;

  /** After this time nobody shows any more what another one was about to do, and never did. */
  private static final long FORGOTTEN_MILLIS = 6_000;

  private static final int MOST_SKEW_MILLIS = 20_000;

  private static final int MOST_FRAMES = 6;

  private final Dice dice;
  private final Dice fate;
  private final Schedule schedule = new Schedule();
  private final Tally tally = new Tally();
  private final Oracle oracle = new Oracle(tally);
  private final Fault fault;
  private final Network network;
  private final List<Node> nodes = new ArrayList<>();
  private final Workload workload;
  private final int edits;
  private final boolean serverEdits;

  private World(long seed, Climate climate, Fault fault) {
    this.dice = new Dice(seed);
    this.fate = new Dice(~seed);
    this.fault = fault;
    this.network = new Network(schedule, dice.fork(), tally, fault, oracle);
    this.workload = new Workload(dice.fork(), oracle, fault);
    this.edits = LEAST_EDITS + dice.below(60);
    this.serverEdits = dice.chance(0.3);
    oracle.watches(nodes);
    network.weather(climate.weather(dice));
    Node.Place place =
        new Node.Place(
            schedule,
            network,
            new Keys(),
            Schemas.of(List.of(Workload.SCHEMA)),
            Workload.REPOSITORIES,
            tally,
            fault,
            oracle);
    Node server = Node.server(place, dice.fork());
    nodes.add(server);
    nodes.add(Node.client(place, "client 1", dice.fork(), server, dice.chance(0.9)));
    nodes.add(Node.client(place, "client 2", dice.fork(), server, dice.chance(0.5)));
  }

  /** Runs the world of a seed to its end. */
  static Outcome run(long seed, Climate climate, Fault fault) {
    World world = new World(seed, climate, fault);
    try {
      world.trouble();
      world.heal();
    } catch (RuntimeException | AssertionError failure) {
      List<StackTraceElement> trace = List.of(failure.getStackTrace());
      world.oracle.violated(
          Promise.ENGINES_NEVER_FAIL,
          failure + " at " + trace.subList(0, Math.min(MOST_FRAMES, trace.size())));
    }
    return new Outcome(
        seed,
        world.oracle.violations(),
        world.tally,
        world.schedule.hash(),
        world.schedule.events(),
        world.schedule.nowMillis() - Schedule.BEGINNING_MILLIS);
  }

  private void trouble() {
    for (Node node : nodes) {
      node.skew(dice.between(-MOST_SKEW_MILLIS, MOST_SKEW_MILLIS));
      schedule.after(dice.below(3_000), "start", node::start);
    }
    if (dice.chance(0.4)) {
      network.cut(nodes.get(2), dice.between(3_000, 20_000));
    }
    crash(1 + dice.below(2));
    crash(0);
    for (int more = dice.below(4); more > 0; more--) {
      crash(dice.below(3));
    }
    for (int partitions = 1 + dice.below(3); partitions > 0; partitions--) {
      schedule.after(dice.between(4_000, TROUBLE_MILLIS), "partition", this::part);
    }
    if (fate.chance(0.2)) {
      lose(nodes.get(0));
    }
    if (fate.chance(0.1)) {
      lose(nodes.get(1 + fate.below(2)));
    }
    schedule.after(1_000, "edit", this::edit);
    watch();
    while (tally.of(Count.EDITS) < edits
        || schedule.nowMillis() < Schedule.BEGINNING_MILLIS + TROUBLE_MILLIS) {
      schedule.runUntil(schedule.nowMillis() + LOOK_MILLIS);
    }
    while (crashes() < LEAST_CRASHES) {
      nodes.stream().filter(Node::isUp).findFirst().ifPresent(node -> node.crash(true));
      schedule.runUntil(schedule.nowMillis() + LOOK_MILLIS);
    }
  }

  private long crashes() {
    return tally.of(Count.CRASHES) + tally.of(Count.SERVER_CRASHES);
  }

  /** Some node will crash at some time, if it can be while it carries out effects. */
  private void crash(int which) {
    schedule.after(
        dice.between(5_000, TROUBLE_MILLIS),
        "crash",
        () -> nodes.get(which).crashAfter(dice.below(8), dice.chance(0.75)));
  }

  /** A node will lose its disk at some time. */
  private void lose(Node node) {
    boolean backedUp = fate.chance(0.5);
    long at = fate.between(15_000, (int) TROUBLE_MILLIS - 5_000);
    schedule.after(fate.between(5_000, at - 1), "backup", node::backUp);
    schedule.after(at, "loss", () -> node.loseDisk(backedUp));
  }

  private void part() {
    Node client = nodes.get(1 + dice.below(2));
    long millis = dice.between(500, 15_000);
    if (dice.chance(0.5)) {
      network.cut(client, millis);
    } else {
      network.silence(client, millis);
    }
  }

  private void edit() {
    if (tally.of(Count.EDITS) >= edits) {
      return;
    }
    Node node = nodes.get(serverEdits && dice.chance(0.1) ? 0 : 1 + dice.below(2));
    workload.edit(node);
    int gap = dice.chance(0.2) ? dice.below(30) : dice.below(600);
    schedule.after(gap, "edit", this::edit);
  }

  /** Samples what nodes count, as connections forget it when they close. */
  private void watch() {
    nodes.forEach(Node::count);
    schedule.after(LOOK_MILLIS, "watch", this::watch);
  }

  /** No more faults: all must be well before long. */
  private void heal() {
    network.weather(Network.Weather.FAIR);
    network.heal();
    nodes.forEach(node -> node.crashAfter(-1, false));
    LastJudgement judgement =
        new LastJudgement(oracle, nodes, Workload.REPOSITORIES, Workload.SCHEMA, fault);
    long limit = schedule.nowMillis() + QUIET_MILLIS;
    do {
      schedule.runUntil(schedule.nowMillis() + LOOK_MILLIS);
    } while (!judgement.isQuiet() && schedule.nowMillis() < limit);
    schedule.runUntil(schedule.nowMillis() + FORGOTTEN_MILLIS);
    if (judgement.isQuiet()) {
      judgement.judge();
    } else {
      judgement.unrest();
    }
  }
}
