package dev.goatdb.core;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An engine with one repository whose log and index are read in parts, as from a disk, so that
 * little of them is in memory. Signatures are made by a hash: whoever knows a key can sign by it.
 */
public final class DiskHost {
  public static final RepositoryPath TODOS = RepositoryPath.parse("/data/todos");
  public static final Schema TASK =
      Schema.of("task", 1, List.of(FieldDefinition.of("text", FieldType.Scalar.STRING)));
  public static final Schema RANGE =
      Schema.of(
          "range",
          1,
          List.of(
              FieldDefinition.of("low", FieldType.Scalar.INTEGER),
              FieldDefinition.of("high", FieldType.Scalar.INTEGER)
                  .withConstraint(ParsedExpression.parse("value >= low"))));
  public static final Schema NOTE =
      Schema.of("note", 1, List.of(FieldDefinition.of("body", FieldType.Scalar.TEXT)));
  public static final Octets ROOT = Octets.ofHex("07".repeat(32));
  private static final Limits SMALL =
      Limits.DEFAULT.within(4, 40_000).indexedEvery(8).keepingValuesFrom(3);

  private final Settings settings;
  private final Engine engine;
  private final Medium log;
  private final Medium index;
  private final List<String> warnings = new ArrayList<>();
  private final List<Notice.Refused> refusals = new ArrayList<>();
  private final List<Restorations.Report> restorations = new ArrayList<>();
  private final ArrayDeque<byte[]> inbox = new ArrayDeque<>();
  private final List<Octets> frames = new ArrayList<>();
  private final List<Effect.Sign> unsigned = new ArrayList<>();
  private final ArrayDeque<Runnable> answers = new ArrayDeque<>();
  private Optional<DiskHost> peer = Optional.empty();
  private UnaryOperator<Octets> wire = UnaryOperator.identity();
  private boolean signsAtOnce = true;
  private boolean syncs = true;
  private long safe;
  private long nowMillis = 1_700_000_000_000L;

  /** A file: what is read of it is a copy. */
  public static final class Medium implements StoredBytes {
    private byte[] bytes;
    private int size;
    private long read;

    Medium(byte[] bytes) {
      this.bytes = bytes.clone();
      this.size = bytes.length;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public Octets read(long offset, int length) {
      int from = (int) Math.min(offset, size);
      read += Math.min(length, size - from);
      return Octets.wrap(Arrays.copyOfRange(bytes, from, Math.min(size, from + length)));
    }

    void write(long offset, Octets more) {
      size = (int) offset + more.size();
      if (size > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * size);
      }
      more.copyTo(bytes, (int) offset);
    }

    void cut(long length) {
      size = (int) length;
    }

    byte[] copy() {
      return Arrays.copyOf(bytes, size);
    }
  }

  /** An engine that keeps a log and is about to open it, with little memory. */
  public DiskHost(Settings.Role role, int seed, byte[] log, byte[] index) {
    this(settings(role, SMALL, List.of(TASK, RANGE, NOTE)), seed, log, index);
  }

  /** The same with schemas of one's own. */
  public DiskHost(Settings.Role role, int seed, byte[] log, byte[] index, List<Schema> schemas) {
    this(settings(role, SMALL, schemas), seed, log, index);
  }

  /** A new server or client with limits of one's own. */
  public DiskHost(Settings.Role role, int seed, Limits limits) {
    this(settings(role, limits, List.of(TASK, RANGE)), seed, new byte[0], new byte[0]);
  }

  /** A keeper that works with as much memory as a device has. */
  public static DiskHost large(int seed, byte[] log, byte[] index) {
    return new DiskHost(
        settings(Settings.Role.KEEPER, Limits.DEFAULT, List.of(TASK, RANGE, NOTE), 3),
        seed,
        log,
        index);
  }

  /** A new keeper that makes only so many commits of an item a second. */
  public DiskHost(int seed, int commitsPerSecond) {
    this(
        settings(Settings.Role.KEEPER, SMALL, List.of(TASK, RANGE, NOTE), commitsPerSecond),
        seed,
        new byte[0],
        new byte[0]);
  }

  /** The same with schemas of one's own. */
  public DiskHost(int seed, int commitsPerSecond, List<Schema> schemas) {
    this(
        settings(Settings.Role.KEEPER, SMALL, schemas, commitsPerSecond),
        seed,
        new byte[0],
        new byte[0]);
  }

  /** A keeper of another session than all others have, on a log. */
  public static DiskHost ofAnother(int seed, byte[] log) {
    Settings usual = settings(Settings.Role.KEEPER, SMALL, List.of(TASK, RANGE));
    Octets key = Octets.ofHex("03".repeat(32));
    Settings theirs =
        new Settings(
            usual.organisation(),
            usual.rootKey(),
            key,
            usual.role(),
            usual.trustedKeys(),
            usual.schemas(),
            usual.commitsPerSecond(),
            usual.indexing(),
            usual.syncWithinMillis(),
            usual.limits());
    return new DiskHost(theirs, seed, log, new byte[0]);
  }

  /** A new server that goes by rules. */
  public static DiskHost ruled(int seed, Policy policy) {
    Settings usual = settings(Settings.Role.AUTHORITY, SMALL, List.of(TASK, RANGE));
    Settings ruled =
        new Settings(
            usual.organisation(),
            usual.rootKey(),
            usual.sessionKey(),
            usual.role(),
            usual.trustedKeys(),
            usual.schemas(),
            usual.commitsPerSecond(),
            usual.indexing(),
            usual.syncWithinMillis(),
            usual.limits(),
            policy);
    return new DiskHost(ruled, seed, new byte[0], new byte[0]);
  }

  private DiskHost(Settings settings, int seed, byte[] log, byte[] index) {
    Random random = new Random(seed);
    this.settings = settings;
    this.log = new Medium(log);
    this.index = new Medium(index);
    this.engine = new Engine(settings, random::nextBytes, nowMillis);
  }

  private static Settings settings(Settings.Role role, Limits limits, List<Schema> schemas) {
    return settings(role, limits, schemas, 1000);
  }

  private static Settings settings(
      Settings.Role role, Limits limits, List<Schema> schemas, int commitsPerSecond) {
    return new Settings(
        OrganisationId.of(ROOT),
        Optional.of(ROOT),
        Octets.ofHex((role == Settings.Role.AUTHORITY ? "01" : "02").repeat(32)),
        role,
        Set.of(),
        Schemas.of(schemas),
        commitsPerSecond,
        Indexing.stored(),
        0,
        limits);
  }

  public Engine engine() {
    return engine;
  }

  public byte[] log() {
    return log.copy();
  }

  public byte[] index() {
    return index.copy();
  }

  /** How many bytes of the log were read so far. */
  public long bytesRead() {
    return log.read;
  }

  /** What the engine wanted an operator to know. */
  public List<String> warnings() {
    return warnings;
  }

  /** What it told of getting back what it lost. */
  public List<Restorations.Report> restorations() {
    return restorations;
  }

  /** What was refused. */
  public List<Notice.Refused> refusals() {
    return refusals;
  }

  /** The public key of this device's session. */
  public Octets sessionKey() {
    return settings.sessionKey();
  }

  /** Opens the repository and does what follows from that. */
  public DiskHost open() {
    engine.open(TODOS, new StoredLog(log, Optional.of(index)));
    settle();
    return this;
  }

  /** Connects a client to a server. */
  public static void connect(DiskHost client, DiskHost server) {
    client.peer = Optional.of(server);
    server.peer = Optional.of(client);
    server.engine.connected(1, false);
    client.engine.connected(1, true);
    meet(client, server);
  }

  /** Begins a connection on which somebody who is no engine talks. */
  public void connect(boolean dialled) {
    engine.connected(1, dialled);
    settle();
  }

  /** A frame comes from the other side. */
  public void receive(Octets frame) {
    inbox.add(frame.array());
    settle();
  }

  /** All frames that came from the other side, in their order. */
  public List<Octets> received() {
    return frames;
  }

  /** Lets two hosts say all that they have to say. */
  public static void meet(DiskHost one, DiskHost other) {
    do {
      one.settle();
      other.settle();
    } while (!one.inbox.isEmpty());
  }

  /** What is sent to the other side comes there like this. */
  public void through(UnaryOperator<Octets> faulty) {
    wire = faulty;
  }

  /** The connection is gone, with what was on its way. */
  public void disconnect() {
    inbox.clear();
    engine.disconnected(1);
    settle();
  }

  /** What is on its way to this side is lost. */
  public void lose() {
    inbox.clear();
  }

  /** Signatures wait from now on, or come at once. */
  public void sign(boolean atOnce) {
    signsAtOnce = atOnce;
    if (atOnce) {
      List<Effect.Sign> now = List.copyOf(unsigned);
      unsigned.clear();
      now.forEach(this::sign);
      settle();
    }
  }

  /** What is written stays unsafe from now on. */
  public void holdSyncs() {
    syncs = false;
  }

  /** All that is written is safe now, and what is written from now on. */
  public void syncAll() {
    syncs = true;
    answers.add(() -> synced(log.size()));
    settle();
  }

  /** What a loss of power leaves: of the log what is safe, of the index all. */
  public DiskHost losePower(Settings.Role role) {
    return new DiskHost(role, 6, Arrays.copyOf(log.copy(), (int) safe), index.copy());
  }

  public void create(String item, String text) {
    engine.create(new ItemPath(TODOS, item), TASK, Map.of("text", Value.of(text)));
    settle();
  }

  public void set(String item, String text) {
    engine.set(new ItemPath(TODOS, item), "text", Optional.of(Value.of(text)));
    settle();
  }

  /** Lets time pass. */
  public void pass(long millis) {
    nowMillis += millis;
    engine.timePassed(nowMillis);
    settle();
  }

  /** Writes what a host writes before it closes. */
  public void close() {
    engine.flush();
    settle();
    engine.checkpoint();
    settle();
  }

  /**
   * Carries out all that the engine wants, until it wants nothing more; answers come after the
   * effects of the same call.
   */
  public void settle() {
    carryOut();
    while (!answers.isEmpty() || !inbox.isEmpty()) {
      if (answers.isEmpty()) {
        byte[] frame = inbox.remove();
        frames.add(Octets.wrap(frame));
        engine.received(1, frame);
      } else {
        answers.remove().run();
      }
      carryOut();
    }
  }

  private void carryOut() {
    engine.effects().forEach(this::carryOut);
    for (Notice notice : engine.notices()) {
      if (notice instanceof Notice.Warning warning) {
        warnings.add(warning.text());
      } else if (notice instanceof Notice.Refused refused) {
        refusals.add(refused);
      } else if (notice instanceof Notice.Restoring restoring) {
        restorations.add(restoring.report());
      }
    }
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Append append -> log.write(log.size(), append.bytes());
      case Effect.Replace replace -> {
        log.write(0, replace.bytes());
        index.cut(0);
      }
      case Effect.Truncate cut -> log.cut(cut.length());
      case Effect.Derive derive -> derive(derive);
      case Effect.Sync sync when !syncs -> {}
      case Effect.Sync sync -> answers.add(() -> synced(sync.position()));
      case Effect.Send send ->
          peer.ifPresent(host -> host.inbox.add(wire.apply(send.frame()).array()));
      case Effect.Sign sign when !signsAtOnce && sign.key() == KeyUse.SESSION -> unsigned.add(sign);
      case Effect.Sign sign -> sign(sign);
      case Effect.Verify verify ->
          answers.add(() ->
              engine.verified(
                  verify.ticket(),
                  verify.signature().equals(signature(verify.publicKey(), verify.message()))));
      case Effect.Load load -> answers.add(this::load);
      case Effect.Wake wake -> {}
      case Effect.Release release -> {}
      case Effect.Hangup hangup -> answers.add(() -> engine.disconnected(1));
    }
  }

  private void load() {
    try {
      engine.open(TODOS, new StoredLog(log, Optional.of(index)));
    } catch (GoatException unreadable) {
      engine.cannotOpen(TODOS, unreadable);
    }
  }

  private void synced(long position) {
    safe = Math.max(safe, position);
    engine.synced(TODOS, position);
  }

  private void derive(Effect.Derive derive) {
    if (derive.offset() <= index.size()) {
      index.write(derive.offset(), derive.bytes());
    }
  }

  private void sign(Effect.Sign sign) {
    Octets key = sign.key() == KeyUse.SESSION ? settings.sessionKey() : ROOT;
    answers.add(() -> engine.signed(sign.ticket(), signature(key, sign.message())));
  }

  /** The 64 bytes that stand for a signature here. */
  public static Octets signature(Octets publicKey, Octets message) {
    Octets hash = Pure.sha256(new CborWriter().raw(publicKey).raw(message).octets().array());
    return new CborWriter().raw(hash).raw(hash).octets();
  }
}
