package dev.goatdb.sim.machine;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Indexing;
import dev.goatdb.core.Notice;
import dev.goatdb.core.Policy;
import dev.goatdb.core.Settings;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Schemas;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A host around one engine: it carries effects out on simulated machines, crashes, and starts again
 * on what its disk holds.
 */
public final class Node implements Station {
  /** Above so many bytes that wait in an engine, its host reads no more of a connection. */
  private static final int MOST_INBOX_BYTES = 8_000;

  private final Place place;
  private final String name;
  private final Octets sessionKey;
  private final Disk disk = new Disk();
  private final Machine machine;
  private final Effort effort;
  private final Dialling dialling;
  private final Mishaps mishaps;
  private final Dice dice;
  private final @Nullable Node server;
  private Optional<Octets> rootKey;
  private Schemas schemas;
  private @Nullable Engine engine;
  private int life;
  private long skewMillis;
  private int fuse = -1;
  private boolean blowsByPower;

  private Node(
      Place place,
      String name,
      Dice dice,
      Octets sessionKey,
      Optional<Octets> rootKey,
      @Nullable Node server) {
    this.place = place;
    this.name = name;
    this.dice = dice;
    this.rootKey = rootKey;
    this.server = server;
    this.sessionKey = sessionKey;
    this.machine = new Machine(place, this, dice);
    this.effort = new Effort(place.tally());
    this.dialling = new Dialling(place, this, dice, server);
    this.mishaps = new Mishaps(place, this, machine);
    this.schemas = place.schemas();
    if (isAuthority() && place.fault().lies()) {
      disk.lie();
    }
  }

  /** The server of an organisation of its own. */
  public static Node server(Place place, Dice dice) {
    Octets session = place.keys().create(dice);
    return new Node(place, "server", dice, session, Optional.of(place.keys().create(dice)), null);
  }

  /** A client of a server; {@code knows} says whether it knows whose client it is. */
  public static Node client(Place place, String name, Dice dice, Node server, boolean knows) {
    Octets session = place.keys().create(dice);
    return new Node(place, name, dice, session, knows ? server.rootKey : Optional.empty(), server);
  }

  /** A client that starts on a copy of this one's disk, as if it were the same device. */
  public Node copy(String as, Dice chance) {
    Node copy = new Node(place, as, chance, sessionKey, rootKey, server);
    copy.disk.putBack(disk.backUp());
    copy.schemas = schemas;
    place.tally().add(Count.CLONES, 1);
    return copy;
  }

  @Override
  public String name() {
    return name;
  }

  public Disk disk() {
    return disk;
  }

  public boolean isAuthority() {
    return server == null;
  }

  @Override
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

  @Override
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

  /** What befalls the machine. */
  public Mishaps mishaps() {
    return mishaps;
  }

  void runsWith(Schemas others) {
    schemas = others;
  }

  /** The schemas of the program that runs here. */
  public Schemas schemas() {
    return schemas;
  }

  /** By how much this node's clock is wrong from now on. */
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
            schemas,
            Machine.COMMITS_PER_SECOND,
            Indexing.stored(),
            1_000,
            place.fault() == Fault.BOUNDLESS_SERVER ? Scale.BOUNDLESS : Scale.LIMITS,
            isAuthority() ? place.policy() : Policy.open());
    engine = new Engine(settings, machine.chance(), clockMillis());
    call(started -> {
      if (!isAuthority() || dice.chance(0.5)) {
        place.repositories().forEach(path -> started.open(path, disk.open(path.toString())));
      }
    });
    dialling.dial();
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
    disk.dropWhatWaits();
    machine.forget();
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

  /** Whether a sync has failed, so that some repository takes no more edits. */
  public boolean isBroken() {
    return machine.isBroken();
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

  @Override
  public void connected(int connection, boolean dialled) {
    call(running -> running.connected(connection, dialled));
  }

  @Override
  public boolean isFull(int connection) {
    return engine != null && engine.inboxBytes(connection) > MOST_INBOX_BYTES;
  }

  @Override
  public void received(int connection, Octets frame) {
    place.schedule().note(frame);
    call(running -> running.received(connection, frame.array()));
  }

  @Override
  public void disconnected(int connection) {
    count();
    call(running -> running.disconnected(connection));
    effort.forget();
    dialling.dialAgain();
  }

  @Override
  public void unanswered(int ofLife) {
    if (ofLife == life) {
      dialling.dialAgain();
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
      dialling.succeeded();
    }
    if (notice instanceof Notice.Rejected rejected
        && place.network().isOfStranger(rejected.connection())) {
      place.tally().add(Count.LIARS_TURNED_AWAY, 1);
      return;
    }
    place.witness().notices(this, notice);
  }

  long clockMillis() {
    return place.schedule().nowMillis() + skewMillis;
  }
}
