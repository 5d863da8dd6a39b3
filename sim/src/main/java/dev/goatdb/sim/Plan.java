package dev.goatdb.sim;

import dev.goatdb.sim.adversary.Trick;
import dev.goatdb.sim.machine.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All that a world is made of, as data: it can be printed, read back, changed, and kept.
 *
 * <p>What it leaves open (what is edited, how long something takes, what gets lost) follows from
 * the seed.
 *
 * @param seed of all chance in the world
 * @param troubleMillis how long things go wrong before all is healed
 * @param edits how many edits are made at least
 * @param serverEdits whether the server edits as well
 * @param crashes how many crashes there are at least
 * @param peers the first one is the server
 * @param tricks what a malicious peer does; there is none where it does nothing
 */
record Plan(
    long seed,
    Network.Weather weather,
    long troubleMillis,
    int edits,
    boolean serverEdits,
    int crashes,
    List<Peer> peers,
    List<Trick> tricks,
    List<Trouble> troubles) {
  private static final String TITLE = "goat world 0";

  /** What somebody is. */
  enum Role {
    SERVER,
    /** A client that knows whose it is. */
    CLIENT,
    /** A client that learns it from the server. */
    GUEST
  }

  /**
   * Somebody who takes part.
   *
   * @param skewMillis by how much its clock is wrong
   * @param startMillis when it starts
   */
  record Peer(Role role, long skewMillis, long startMillis) {}

  Plan withWeather(Network.Weather other) {
    return new Plan(
        seed, other, troubleMillis, edits, serverEdits, crashes, peers, tricks, troubles);
  }

  /** With other numbers of edits and crashes in another time. */
  Plan withEffort(long millis, int fewer, boolean byServer, int leastCrashes) {
    return new Plan(seed, weather, millis, fewer, byServer, leastCrashes, peers, tricks, troubles);
  }

  Plan withPeers(List<Peer> others) {
    return new Plan(
        seed, weather, troubleMillis, edits, serverEdits, crashes, others, tricks, troubles);
  }

  Plan withTricks(List<Trick> others) {
    return new Plan(
        seed, weather, troubleMillis, edits, serverEdits, crashes, peers, others, troubles);
  }

  Plan withTroubles(List<Trouble> others) {
    return new Plan(
        seed, weather, troubleMillis, edits, serverEdits, crashes, peers, tricks, others);
  }

  boolean has(Trouble.Kind kind) {
    return troubles.stream().anyMatch(trouble -> trouble.kind() == kind);
  }

  /** The description that {@link #parse} reads. */
  String print() {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    text.append("seed ").append(seed).append('\n');
    text.append("weather ").append(weather.lowMillis()).append(' ').append(weather.highMillis());
    text.append(' ').append(weather.loss()).append(' ').append(weather.overtaking());
    text.append(' ').append(weather.doubling()).append('\n');
    text.append("lasts ").append(troubleMillis).append('\n');
    text.append("edits ").append(edits).append(serverEdits ? " yes" : " no").append('\n');
    text.append("crashes ").append(crashes).append('\n');
    for (Peer peer : peers) {
      text.append("peer ").append(peer.role().name().toLowerCase(Locale.ROOT)).append(' ');
      text.append(peer.skewMillis()).append(' ').append(peer.startMillis()).append('\n');
    }
    tricks.forEach(trick -> text.append("trick ").append(trick.word()).append('\n'));
    troubles.forEach(trouble -> text.append(trouble.line()).append('\n'));
    return text.toString();
  }

  /** Throws {@code IllegalArgumentException} that says what is wrong. */
  static Plan parse(String text) {
    List<String> lines =
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    if (lines.isEmpty() || !lines.get(0).equals(TITLE)) {
      throw new IllegalArgumentException(
          "a world begins with '" + TITLE + "'; other versions are not read");
    }
    Reading reading = new Reading();
    lines.subList(1, lines.size()).forEach(line -> reading.line(new Words(line)));
    return reading.plan();
  }

  /** A description being read. */
  private static final class Reading {
    private long seed;
    private Network.Weather weather = Network.Weather.FAIR;
    private long lasts;
    private int edits;
    private boolean serverEdits;
    private int crashes;
    private final List<Peer> peers = new ArrayList<>();
    private final List<Trick> tricks = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();

    void line(Words words) {
      String what = words.word();
      switch (what) {
        case "seed" -> seed = words.number();
        case "weather" ->
            weather =
                new Network.Weather(
                    (int) words.number(),
                    (int) words.number(),
                    words.share(),
                    words.share(),
                    words.share());
        case "lasts" -> lasts = words.number();
        case "edits" -> {
          edits = (int) words.number();
          serverEdits = words.flag();
        }
        case "crashes" -> crashes = (int) words.number();
        case "peer" ->
            peers.add(new Peer(words.constant(Role.class), words.number(), words.number()));
        case "trick" -> tricks.add(words.constant(Trick.class));
        case "at" -> troubles.add(Trouble.parse(words));
        default -> throw words.wrong("begins with a word that is not known");
      }
      words.end();
    }

    Plan plan() {
      boolean served = !peers.isEmpty() && peers.get(0).role() == Role.SERVER;
      long servers = peers.stream().filter(peer -> peer.role() == Role.SERVER).count();
      if (!served || servers > 1 || peers.size() < 2) {
        throw new IllegalArgumentException(
            "a world has one server, which comes first, and at least one client");
      }
      for (Trouble trouble : troubles) {
        if (trouble.peer() < 0 || trouble.peer() >= peers.size()) {
          throw new IllegalArgumentException(
              "the line '" + trouble.line() + "' is about a peer that is not there");
        }
      }
      return new Plan(
          seed,
          weather,
          lasts,
          edits,
          serverEdits,
          crashes,
          List.copyOf(peers),
          List.copyOf(tricks),
          List.copyOf(troubles));
    }
  }
}
