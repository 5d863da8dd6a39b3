package dev.goatdb.sim.machine;

import dev.goatdb.core.host.Octets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Connections between clients and the server that delay, lose and reorder frames, break, and fall
 * silent.
 */
public final class Network {
  private static final int SLOW_MILLIS = 400;

  /** The first kind of message behind the greeting, of which no part may come twice. */
  private static final int FIRST_OF_CHANNEL = 5;

  /** After how long it is looked again whether somebody reads on. */
  private static final int LOOK_MILLIS = 20;

  private final Schedule schedule;
  private final Dice dice;
  private final Tally tally;
  private final Fault fault;
  private final Witness witness;
  private final Map<Integer, Cable> cables = new LinkedHashMap<>();
  private final Map<Station, Long> silentUntil = new HashMap<>();
  private final Map<Station, Long> cutUntil = new HashMap<>();
  private final Set<Integer> strangers = new HashSet<>();
  private Weather weather = Weather.FAIR;
  private int connections;

  /**
   * How the network behaves.
   *
   * @param loss the probability that a frame is lost
   * @param overtaking the probability that a frame is late and overtaken by others
   * @param doubling the probability that a frame comes twice
   */
  public record Weather(
      int lowMillis, int highMillis, double loss, double overtaking, double doubling) {
    public static final Weather FAIR = new Weather(1, 20, 0, 0, 0);
  }

  /** A connection, with one end at each node. */
  private static final class Cable {
    private final int id;
    private final End client;
    private final End server;

    Cable(int id, Station client, Station server) {
      this.id = id;
      this.client = new End(client);
      this.server = new End(server);
    }

    End of(Station node) {
      return client.node.equals(node) ? client : server;
    }

    End opposite(Station node) {
      return client.node.equals(node) ? server : client;
    }
  }

  /** One end of a connection; it is of one life of its node. */
  private static final class End {
    private final Station node;
    private final int life;
    private final ArrayDeque<Octets> unread = new ArrayDeque<>();
    private boolean open = true;
    private boolean told;
    private boolean waits;
    private long lastArrivalMillis;

    End(Station node) {
      this.node = node;
      this.life = node.life();
    }

    boolean isAlive() {
      return open && node.isUp() && node.life() == life;
    }
  }

  public Network(Schedule schedule, Dice dice, Tally tally, Fault fault, Witness witness) {
    this.schedule = schedule;
    this.dice = dice;
    this.tally = tally;
    this.fault = fault;
    this.witness = witness;
  }

  public void weather(Weather next) {
    weather = next;
  }

  /** All partitions end. */
  public void heal() {
    silentUntil.clear();
    cutUntil.clear();
  }

  /** For some time the frames of a client go nowhere, and nobody is told. */
  public void silence(Station client, long millis) {
    tally.add(Count.PARTITIONS, 1);
    silentUntil.put(client, schedule.nowMillis() + millis);
  }

  /** Breaks the connections of a client, and lets it make none for some time. */
  public void cut(Station client, long millis) {
    tally.add(Count.PARTITIONS, 1);
    cutUntil.put(client, schedule.nowMillis() + millis);
    for (Cable cable : List.copyOf(cables.values())) {
      if (cable.client.node.equals(client)) {
        cables.remove(cable.id);
        notify(cable.id, cable.client, dice.below(2_000));
        notify(cable.id, cable.server, dice.below(8_000));
      }
    }
  }

  public void dial(Station client, Node server) {
    int life = client.life();
    schedule.after(
        delay(),
        "dial",
        () -> {
          if (client.isUp() && client.life() == life) {
            answer(client, server);
          }
        });
  }

  private void answer(Station client, Node server) {
    int life = client.life();
    boolean lost = dice.chance(weather.loss()) || isOff(client, silentUntil);
    boolean full = server.disk().isFull() || client instanceof Node node && node.disk().isFull();
    if (!server.isUp() || lost || full || isOff(client, cutUntil)) {
      schedule.after(500 + dice.below(1_000), "no answer", () -> client.unanswered(life));
      return;
    }
    Cable cable = new Cable(++connections, client, server);
    cables.put(cable.id, cable);
    if (!(client instanceof Node)) {
      strangers.add(cable.id);
    }
    server.connected(cable.id, false);
    schedule.after(
        delay(),
        "answered",
        () -> {
          if (!cables.containsKey(cable.id) && cable.client.isAlive()) {
            client.unanswered(life);
          } else if (cable.client.isAlive()) {
            tally.add(Count.CONNECTIONS, 1);
            client.connected(cable.id, true);
          }
        });
  }

  public void send(Station from, int connection, Octets frame) {
    Cable cable = cables.get(connection);
    if (cable == null || !cable.of(from).isAlive()) {
      return;
    }
    End to = cable.opposite(from);
    if (to.node instanceof Node node) {
      witness.sends(from, node, frame);
    }
    tally.add(Count.FRAMES, 1);
    boolean deaf = fault == Fault.DEAF_CLIENT && to.node.name().equals("client 2");
    boolean lost = dice.chance(weather.loss()) || isOff(cable.client.node, silentUntil);
    if (lost || deaf && frame.size() > 1 && frame.at(1) == 9) {
      tally.add(Count.FRAMES_LOST, 1);
      return;
    }
    long arrival = schedule.nowMillis() + delay();
    if (dice.chance(weather.overtaking())) {
      tally.add(Count.FRAMES_OVERTAKEN, 1);
      arrival += dice.below(SLOW_MILLIS);
    } else {
      arrival = Math.max(arrival, to.lastArrivalMillis);
      to.lastArrivalMillis = arrival;
    }
    deliver(cable, to, frame, arrival);
    if (frame.size() > 1 && frame.at(1) >= FIRST_OF_CHANNEL && dice.chance(weather.doubling())) {
      tally.add(Count.FRAMES_DOUBLED, 1);
      deliver(cable, to, frame, arrival + dice.below(SLOW_MILLIS));
    }
  }

  private void deliver(Cable cable, End to, Octets frame, long arrival) {
    schedule.at(
        arrival,
        "frame",
        () -> {
          if (cables.get(cable.id) == cable && to.isAlive()) {
            to.unread.add(frame);
            read(cable, to);
          }
        });
  }

  /** Hands over what has arrived, in its order, as long as it is read. */
  private void read(Cable cable, End to) {
    while (!to.unread.isEmpty() && to.isAlive() && !to.node.isFull(cable.id)) {
      to.node.received(cable.id, to.unread.remove());
    }
    if (!to.unread.isEmpty() && !to.waits) {
      to.waits = true;
      schedule.after(
          LOOK_MILLIS,
          "unread",
          () -> {
            to.waits = false;
            if (cables.get(cable.id) == cable && to.isAlive()) {
              read(cable, to);
            }
          });
    }
  }

  /** Whether a connection was made by somebody who is no node. */
  boolean isOfStranger(int connection) {
    return strangers.contains(connection);
  }

  /** A node closes all its connections, and makes none while its disk is full. */
  void hangUpAll(Node node) {
    for (Cable cable : List.copyOf(cables.values())) {
      if (cable.client.node.equals(node) || cable.server.node.equals(node)) {
        hangUp(node, cable.id);
      }
    }
  }

  /** A node closes a connection: what it sent before still arrives. */
  void hangUp(Station node, int connection) {
    Cable cable = cables.get(connection);
    if (cable != null) {
      close(cable, cable.of(node), cable.opposite(node));
      notify(cable.id, cable.of(node), 0);
    }
  }

  /** A node crashed: its connections close, which the other side notices sooner or later. */
  void gone(Station node) {
    for (Cable cable : new ArrayList<>(cables.values())) {
      if (cable.client.node.equals(node) || cable.server.node.equals(node)) {
        close(cable, cable.of(node), cable.opposite(node));
      }
    }
  }

  private void close(Cable cable, End here, End there) {
    here.open = false;
    long last = Math.max(0, there.lastArrivalMillis - schedule.nowMillis());
    schedule.after(
        last + delay() + dice.below(dice.chance(0.1) ? 5_000 : 100),
        "closed",
        () -> {
          cables.remove(cable.id);
          notify(cable.id, there, 0);
        });
  }

  private void notify(int connection, End end, long delayMillis) {
    schedule.after(
        delayMillis,
        "disconnected",
        () -> {
          end.open = false;
          if (!end.told && end.node.isUp() && end.node.life() == end.life) {
            end.told = true;
            end.node.disconnected(connection);
          }
        });
  }

  private int delay() {
    return (int) dice.between(weather.lowMillis(), weather.highMillis());
  }

  private boolean isOff(Station client, Map<Station, Long> until) {
    return until.getOrDefault(client, 0L) > schedule.nowMillis();
  }
}
