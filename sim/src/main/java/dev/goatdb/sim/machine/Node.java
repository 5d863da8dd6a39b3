package dev.goatdb.sim.machine;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Indexing;
import dev.goatdb.core.Notice;
import dev.goatdb.core.Settings;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A host around one engine: it carries effects out on simulated machines, crashes, and starts again
 * on what its disk holds.
 */
public final class Node {
  private final Place place;
  private final String name;
  private final Octets sessionKey;
  private final Disk disk = new Disk();
  private final Machine machine;
  private final Effort effort;
  private final Dice dice;
  private final @Nullable Node server;
  private Optional<Octets> rootKey;
  private @Nullable Engine engine;
  private int life;
  private long skewMillis;
  private Map<String, byte[]> backup = Map.of();
  private int fuse = -1;
  private boolean blowsByPower;
  private int attempts;

  /** What all nodes of a world share. */
  public record Place(
      Schedule schedule,
      Network network,
      Keys keys,
      Schemas schemas,
      List<RepositoryPath> repositories,
      Tally tally,
      Fault fault,
      Witness witness) {}

  private Node(
      Place place, String name, Dice dice, Optional<Octets> rootKey, @Nullable Node server) {
    this.place = place;
    this.name = name;
    this.dice = dice;
    this.rootKey = rootKey;
    this.server = server;
    this.sessionKey = place.keys().create(dice);
    this.machine = new Machine(place, this, dice);
    this.effort = new Effort(place.tally());
    if (isAuthority() && place.fault().lies()) {
      disk.lie();
    }
  }

  /** The server of an organisation of its own. */
  public static Node server(Place place, Dice dice) {
    return new Node(place, "server", dice, Optional.of(place.keys().create(dice)), null);
  }

  /** A client of a server; {@code knows} says whether it knows whose client it is. */
  public static Node client(Place place, String name, Dice dice, Node server, boolean knows) {
    return new Node(place, name, dice, knows ? server.rootKey : Optional.empty(), server);
  }

  public String name() {
    return name;
  }

  public Disk disk() {
    return disk;
  }

  public boolean isAuthority() {
    return server == null;
  }

  public boolean isUp() {
    return engine != null;
  }

  /** The organisation this node knows it belongs to. */
  public OrganisationId organisation() {
    return rootKey.map(OrganisationId::of).orElse(OrganisationId.UNKNOWN);
  }

  Octets sessionKey() {
    return sessionKey;
  }

  Octets rootKey() {
    return rootKey.orElseThrow();
  }

  /** Counts the starts. */
  public int life() {
    return life;
  }

  /** The engine; only to look at it. */
  public Engine engine() {
    if (engine == null) {
      throw new IllegalStateException(name + " is down");
    }
    return engine;
  }

  /** By how much this node's clock is wrong from its next start on. */
  public void skew(long millis) {
    skewMillis = millis;
  }

  public void start() {
    place.witness().starts(this);
    life++;
    fuse = -1;
    Settings settings =
        new Settings(
            organisation(),
            rootKey,
            sessionKey,
            isAuthority() ? Settings.Role.AUTHORITY : Settings.Role.KEEPER,
            Set.of(),
            place.schemas(),
            Machine.COMMITS_PER_SECOND,
            Indexing.stored(),
            1_000,
            Machine.LIMITS);
    engine = new Engine(settings, machine.chance(), clockMillis());
    call(started -> {
      if (!isAuthority() || dice.chance(0.5)) {
        place.repositories().forEach(path -> started.open(path, disk.open(path.toString())));
      }
    });
    dial();
  }

  /** Power fails, or only the process dies; after {@code effects} further effects. */
  public void crashAfter(int effects, boolean power) {
    fuse = effects;
    blowsByPower = power;
  }

  public void crash(boolean power) {
    if (engine == null) {
      return;
    }
    count();
    place.tally().add(isAuthority() ? Count.SERVER_CRASHES : Count.CRASHES, 1);
    place.witness().crashes(this, power);
    engine = null;
    if (power) {
      disk.losePower(dice);
    }
    Fault rotting = isAuthority() ? Fault.ROTTING_SERVER_DISK : Fault.ROTTING_CLIENT_DISK;
    if (place.fault() == rotting) {
      disk.rot();
    }
    if (place.fault() == Fault.DAMAGING_DISK && !isAuthority()) {
      disk.damage();
    }
    place.network().gone(this);
    effort.forget();
    place.schedule().after(dice.between(100, 8_000), "restart", this::start);
  }

  /** Takes a copy of the disk, which may be put back. */
  public void backUp() {
    backup = disk.backUp();
  }

  /** The disk is gone; the next start finds an empty one, or what was backed up. */
  public void loseDisk(boolean backedUp) {
    crash(true);
    Map<String, byte[]> copy = backedUp ? backup : Map.of();
    place.tally().add(isAuthority() ? Count.SERVERS_LOST : Count.CLIENTS_LOST, 1);
    place.tally().add(Count.BACKUPS_PUT_BACK, copy.isEmpty() ? 0 : 1);
    place.witness().loses(this, copy);
    disk.putBack(copy);
  }

  /** Makes calls of the engine, at this node's time, and carries out what follows. */
  public void call(Consumer<Engine> action) {
    Engine running = engine;
    if (running == null) {
      return;
    }
    running.timePassed(clockMillis());
    settle(running);
    if (engine == running) {
      action.accept(running);
      settle(running);
    }
  }

  void connected(int connection, boolean dialled) {
    call(running -> running.connected(connection, dialled));
  }

  void received(int connection, Octets frame) {
    place.schedule().note(frame);
    call(running -> running.received(connection, frame.array()));
  }

  void disconnected(int connection) {
    count();
    call(running -> running.disconnected(connection));
    effort.forget();
    redial();
  }

  void unanswered(int ofLife) {
    if (ofLife == life) {
      redial();
    }
  }

  /** Adds what the channels needed since the last time to the tally. */
  public void count() {
    if (engine != null) {
      effort.count(engine);
    }
  }

  private void settle(Engine running) {
    for (Notice notice : running.notices()) {
      notice(notice);
    }
    for (Effect effect : running.effects()) {
      if (fuse == 0) {
        crash(blowsByPower);
      }
      if (engine != running) {
        return;
      }
      fuse--;
      machine.carryOut(effect);
    }
  }

  /** The organisation is remembered before any effect, for a log that names it may follow. */
  private void notice(Notice notice) {
    if (notice instanceof Notice.Joined joined) {
      place.tally().add(Count.FIRST_CONTACTS, 1);
      rootKey = Optional.of(joined.rootKey());
    }
    if (notice instanceof Notice.Connected) {
      attempts = 0;
    }
    place.witness().notices(this, notice);
  }

  private void dial() {
    if (server != null && isUp()) {
      place.network().dial(this, server);
    }
  }

  private void redial() {
    if (server != null && isUp()) {
      int ofLife = life;
      long backOff = Math.min(5_000, 200L << Math.min(attempts++, 5)) + dice.below(200);
      place
          .schedule()
          .after(
              backOff,
              "redial",
              () -> {
                if (ofLife == life) {
                  dial();
                }
              });
    }
  }

  long clockMillis() {
    return place.schedule().nowMillis() + skewMillis;
  }
}
