package dev.goatdb.sim;

import dev.goatdb.core.Policy;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.sim.adversary.Adversary;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.machine.Keys;
import dev.goatdb.sim.machine.Network;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Place;
import dev.goatdb.sim.machine.Schedule;
import dev.goatdb.sim.machine.Tally;
import dev.goatdb.sim.oracle.Bounds;
import dev.goatdb.sim.oracle.LastJudgement;
import dev.goatdb.sim.oracle.Oracle;
import dev.goatdb.sim.oracle.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A server and clients that edit the same few items, on machines that fail, as a {@link Plan} says.
 *
 * <pre>
 *   trouble: edits, crashes, partitions, loss  -->  healing: none of it, until all is quiet
 *            the oracle watches                     or 120 seconds passed  -->  judgement
 * </pre>
 */
final class World {
  private static final long QUIET_MILLIS = 120_000;
  private static final long LOOK_MILLIS = 500;

  /** After this time nobody shows any more what another one was about to do, and never did. */
  private static final long FORGOTTEN_MILLIS = 6_000;

  private static final int MOST_FRAMES = 6;

  private final Plan plan;
  private final Dice dice;
  private final Schedule schedule = new Schedule();
  private final Tally tally = new Tally();
  private final Oracle oracle = new Oracle(tally);
  private final Bounds bounds = new Bounds(oracle);
  private final Fault fault;
  private final Network network;
  private final List<Node> nodes = new ArrayList<>();
  private final Optional<Adversary> adversary;
  private final Workload workload;

  private World(Plan plan, Fault fault) {
    this.plan = plan;
    this.dice = new Dice(plan.seed());
    this.fault = fault;
    this.network = new Network(schedule, dice.fork(), tally, fault, oracle);
    this.workload = new Workload(dice.fork(), schedule, oracle, fault);
    oracle.watches(nodes);
    if (plan.has(Trouble.Kind.JUMP)) {
      oracle.clocksJump();
    }
    if (plan.has(Trouble.Kind.RULES)) {
      oracle.goesByRules(Rules::isForbidden);
    }
    network.weather(plan.weather());
    Place place =
        new Place(
            schedule,
            network,
            new Keys(),
            Cards.SCHEMAS,
            Workload.REPOSITORIES,
            tally,
            fault,
            oracle,
            plan.has(Trouble.Kind.RULES) ? Rules.POLICY : Policy.open());
    for (Plan.Peer peer : plan.peers()) {
      nodes.add(node(place, peer));
    }
    Dice chance = dice.fork();
    adversary =
        plan.tricks().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Adversary(place, nodes.get(0), chance, plan.tricks(), Cards.SCHEMA.id()));
  }

  private Node node(Place place, Plan.Peer peer) {
    return switch (peer.role()) {
      case SERVER -> Node.server(place, dice.fork());
      case CLIENT -> Node.client(place, name(), dice.fork(), nodes.get(0), true);
      case GUEST -> Node.client(place, name(), dice.fork(), nodes.get(0), false);
    };
  }

  private String name() {
    return "client " + nodes.size();
  }

  /** Runs the world of a seed to its end. */
  static Outcome run(long seed, Climate climate, Fault fault) {
    return run(Planner.plan(seed, climate), fault);
  }

  static Outcome run(Plan plan, Fault fault) {
    return run(plan, fault, true);
  }

  /** What a world that is run once more comes to; how it ends is not judged again. */
  static Outcome repeat(Plan plan) {
    return run(plan, Fault.NONE, false);
  }

  private static Outcome run(Plan plan, Fault fault, boolean judged) {
    World world = new World(plan, fault);
    try {
      world.trouble();
      world.heal(judged);
    } catch (RuntimeException | AssertionError failure) {
      List<StackTraceElement> trace = List.of(failure.getStackTrace());
      world.oracle.violated(
          Promise.ENGINES_NEVER_FAIL,
          failure + " at " + trace.subList(0, Math.min(MOST_FRAMES, trace.size())));
    }
    return new Outcome(
        plan,
        world.oracle.violations(),
        world.tally,
        world.schedule.hash(),
        world.schedule.events(),
        world.schedule.nowMillis() - Schedule.BEGINNING_MILLIS);
  }

  private void trouble() {
    for (int i = 0; i < nodes.size(); i++) {
      Plan.Peer peer = plan.peers().get(i);
      nodes.get(i).skew(peer.skewMillis());
      schedule.after(peer.startMillis(), "start", nodes.get(i)::start);
    }
    adversary.ifPresent(liar -> schedule.after(3_000, "start", liar::start));
    plan.troubles()
        .forEach(trouble -> schedule.after(trouble.atMillis(), "trouble", () -> befall(trouble)));
    schedule.after(1_000, "edit", this::edit);
    watch();
    while (tally.of(Count.EDITS) < plan.edits()
        || schedule.nowMillis() < Schedule.BEGINNING_MILLIS + plan.troubleMillis()) {
      schedule.runUntil(schedule.nowMillis() + LOOK_MILLIS);
    }
    while (crashes() < plan.crashes()) {
      nodes.stream().filter(Node::isUp).findFirst().ifPresent(node -> node.crash(true));
      schedule.runUntil(schedule.nowMillis() + LOOK_MILLIS);
    }
  }

  private long crashes() {
    return tally.of(Count.CRASHES) + tally.of(Count.SERVER_CRASHES);
  }

  private void befall(Trouble trouble) {
    Node node = nodes.get(trouble.peer());
    long amount = trouble.amount();
    switch (trouble.kind()) {
      case CRASH -> node.crashAfter((int) amount, trouble.flag());
      case CUT -> network.cut(node, amount);
      case SILENCE -> network.silence(node, amount);
      case BACKUP -> node.mishaps().backUp();
      case LOSS -> node.mishaps().loseDisk(trouble.flag());
      case JUMP -> node.mishaps().jump(amount);
      case UPGRADE -> node.mishaps().upgrade(Cards.NEXT_SCHEMAS);
      case CLONE -> {
        Node copy = node.copy(name(), dice.fork());
        nodes.add(copy);
        copy.start();
      }
      case RULES -> tally.add(Count.WORLDS_WITH_RULES, 1);
      case FULL_DISK -> {
        if (trouble.flag()) {
          node.mishaps().failSync(amount);
        } else {
          node.mishaps().fillDisk(amount);
        }
      }
    }
  }

  private void edit() {
    if (tally.of(Count.EDITS) >= plan.edits()) {
      return;
    }
    boolean byServer = plan.serverEdits() && dice.chance(0.1);
    workload.edit(nodes.get(byServer ? 0 : 1 + dice.below(nodes.size() - 1)));
    int gap = dice.chance(0.2) ? dice.below(30) : dice.below(600);
    schedule.after(gap, "edit", this::edit);
  }

  /** Samples what nodes count, as connections forget it when they close, and what they take up. */
  private void watch() {
    for (Node node : nodes) {
      node.count();
      if (node.isUp()) {
        bounds.check(node);
      }
    }
    schedule.after(LOOK_MILLIS, "watch", this::watch);
  }

  /** No more faults: all must be well before long. */
  private void heal(boolean judged) {
    network.weather(Network.Weather.FAIR);
    network.heal();
    adversary.ifPresent(Adversary::stop);
    nodes.forEach(node -> node.crashAfter(-1, false));
    for (int i = 0; i < plan.peers().size(); i++) {
      nodes.get(i).skew(plan.peers().get(i).skewMillis());
    }
    Schemas schemas = Cards.SCHEMAS;
    if (plan.has(Trouble.Kind.UPGRADE)) {
      schemas = Cards.NEXT_SCHEMAS;
      nodes.forEach(node -> node.mishaps().upgrade(Cards.NEXT_SCHEMAS));
    }
    LastJudgement judgement =
        new LastJudgement(oracle, nodes, Workload.REPOSITORIES, schemas, fault);
    long limit = schedule.nowMillis() + QUIET_MILLIS;
    do {
      schedule.runUntil(schedule.nowMillis() + LOOK_MILLIS);
    } while (!judgement.isQuiet() && schedule.nowMillis() < limit);
    schedule.runUntil(schedule.nowMillis() + FORGOTTEN_MILLIS);
    if (!judged) {
      return;
    }
    Set<CommitId> invalid = adversary.map(Adversary::invalid).orElse(Set.of());
    nodes.forEach(node -> bounds.check(node, invalid));
    if (judgement.isQuiet()) {
      judgement.judge();
    } else {
      judgement.unrest();
    }
  }
}
