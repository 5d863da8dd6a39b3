package dev.goatdb.sim.machine;

import dev.goatdb.core.host.Octets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connections between clients and the server that delay, lose and reorder frames, break, and fall
 * silent.
 */
public final class Network {
  private static final int SLOW_MILLIS = 400;

  private final Schedule schedule;
  private final Dice dice;
  private final Tally tally;
  private final Fault fault;
  private final Witness witness;
  private final Map<Integer, Cable> cables = new LinkedHashMap<>();
  private final Map<Node, Long> silentUntil = new HashMap<>();
  private final Map<Node, Long> cutUntil = new HashMap<>();
  private Weather weather = Weather.FAIR;
  private int connections;

  /**
   * How the network behaves.
   *
   * @param loss the probability that a frame is lost
   * @param overtaking the probability that a frame is late and overtaken by others
   */
  public record Weather(int lowMillis, int highMillis, double loss, double overtaking) {
    public static final Weather FAIR = new Weather(1, 20, 0, 0);
  }

  /** A connection, with one end at each node. */
  private static final class Cable {
    private final int id;
    private final End client;
    private final End server;

    Cable(int id, Node client, Node server) {
      this.id = id;
      this.client = new End(client);
      this.server = new End(server);
    }

    End of(Node node) {
      return client.node == node ? client : server;
    }

    End opposite(Node node) {
      return client.node == node ? server : client;
    }
  }

  /** One end of a connection; it is of one life of its node. */
  private static final class End {
    private final Node node;
    private final int life;
    private boolean open = true;
    private boolean told;
    private long lastArrivalMillis;

    End(Node node) {
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
  public void silence(Node client, long millis) {
    tally.add(Count.PARTITIONS, 1);
    silentUntil.put(client, schedule.nowMillis() + millis);
  }

  /** Breaks the connections of a client, and lets it make none for some time. */
  public void cut(Node client, long millis) {
    tally.add(Count.PARTITIONS, 1);
    cutUntil.put(client, schedule.nowMillis() + millis);
    for (Cable cable : List.copyOf(cables.values())) {
      if (cable.client.node == client) {
        cables.remove(cable.id);
        notify(cable.id, cable.client, dice.below(2_000));
        notify(cable.id, cable.server, dice.below(8_000));
      }
    }
  }

  void dial(Node client, Node server) {
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

  private void answer(Node client, Node server) {
    int life = client.life();
    boolean lost = dice.chance(weather.loss()) || isOff(client, silentUntil);
    if (!server.isUp() || lost || isOff(client, cutUntil)) {
      schedule.after(500 + dice.below(1_000), "no answer", () -> client.unanswered(life));
      return;
    }
    Cable cable = new Cable(++connections, client, server);
    cables.put(cable.id, cable);
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

  void send(Node from, int connection, Octets frame) {
    Cable cable = cables.get(connection);
    if (cable == null || !cable.of(from).isAlive()) {
      return;
    }
    End to = cable.opposite(from);
    witness.sends(to.node, frame);
    tally.add(Count.FRAMES, 1);
    boolean deaf = fault == Fault.DEAF_CLIENT && to.node.name().equals("client 2");
    boolean lost = dice.chance(weather.loss()) || isOff(cable.client.node, silentUntil);
    if (lost || deaf && frame.at(1) == 9) {
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
    schedule.at(
        arrival,
        "frame",
        () -> {
          if (cables.get(connection) == cable && to.isAlive()) {
            to.node.received(connection, frame);
          }
        });
  }

  /** A node closes a connection: what it sent before still arrives. */
  void hangUp(Node node, int connection) {
    Cable cable = cables.get(connection);
    if (cable != null) {
      close(cable, cable.of(node), cable.opposite(node));
      notify(cable.id, cable.of(node), 0);
    }
  }

  /** A node crashed: its connections close, which the other side notices sooner or later. */
  void gone(Node node) {
    for (Cable cable : new ArrayList<>(cables.values())) {
      if (cable.client.node == node || cable.server.node == node) {
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

  private boolean isOff(Node client, Map<Node, Long> until) {
    return until.getOrDefault(client, 0L) > schedule.nowMillis();
  }
}
