package dev.goatdb.web;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Indexing;
import dev.goatdb.core.Settings;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.schema.file.GoatFile;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;

/**
 * An authority in JavaScript, so that peers of one process have somebody to meet. It keeps nothing
 * but what is in memory, and knows all expressions by itself.
 */
public final class TestAuthority {
  private static final long SYNC_WITHIN_MILLIS = 1_000;

  private final Ports ports;
  private final Engine engine;
  private final ResidentLogs logs = new ResidentLogs();

  TestAuthority(Ports ports, String definition, Octets rootKey) {
    this.ports = ports;
    Settings settings =
        new Settings(
            OrganisationId.of(rootKey),
            Optional.of(rootKey),
            rootKey,
            Settings.Role.AUTHORITY,
            Set.of(),
            GoatFile.parse(definition).schemas(),
            1_000,
            Indexing.NONE,
            SYNC_WITHIN_MILLIS,
            Limits.DEFAULT);
    engine = new Engine(settings, ports::random, (long) ports.now());
    carryOut();
  }

  /** A peer dialled. */
  @JSExport
  public void connected(int connection) {
    run(() -> engine.connected(connection, false));
  }

  /** A frame arrived. */
  @JSExport
  public void received(int connection, @JSByRef(optional = true) byte[] frame) {
    run(() -> engine.received(connection, frame));
  }

  /** A connection is gone. */
  @JSExport
  public void disconnected(int connection) {
    run(() -> engine.disconnected(connection));
  }

  /** A signature is ready. */
  @JSExport
  public void signed(double ticket, @JSByRef(optional = true) byte[] signature) {
    run(() -> engine.signed((long) ticket, Octets.of(signature)));
  }

  /** A signature was checked. */
  @JSExport
  public void verified(double ticket, boolean valid) {
    run(() -> engine.verified((long) ticket, valid));
  }

  /** The time that was asked for has come. */
  @JSExport
  public void wake() {
    run(() -> {});
  }

  /** The digest of the commits held, in hexadecimal; empty where the repository is not open. */
  @JSExport
  public String digest(String repository) {
    RepositoryPath path = RepositoryPath.parse(repository);
    return engine.isOpen(path) ? engine.status(path).overview().sum().hex() : "";
  }

  private void run(Runnable action) {
    Boundary.guard(() -> {
      engine.timePassed((long) ports.now());
      action.run();
      carryOut();
    });
  }

  /** Answers that are there at once lead to more. */
  private void carryOut() {
    List<Effect> effects = engine.effects();
    while (!effects.isEmpty()) {
      effects.forEach(this::carryOut);
      engine.notices();
      effects = engine.effects();
    }
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Append append -> logs.append(append.log(), append.bytes());
      case Effect.Replace replace -> logs.replace(replace.log(), replace.bytes());
      case Effect.Truncate cut -> logs.cut(cut.log(), cut.length());
      case Effect.Derive derive -> {}
      case Effect.Release release -> {}
      case Effect.Sync sync -> engine.synced(RepositoryPath.parse(sync.log()), sync.position());
      case Effect.Load load -> load(load.log());
      case Effect.Send send -> ports.send(send.connection(), send.frame().array());
      case Effect.Hangup hangup -> ports.hangup(hangup.connection(), hangup.reason());
      case Effect.Sign sign -> ports.sign((double) sign.ticket(), sign.message().array());
      case Effect.Verify verify ->
          ports.verify(
              (double) verify.ticket(),
              verify.publicKey().array(),
              verify.message().array(),
              verify.signature().array());
      case Effect.Wake wake -> ports.wake((double) wake.atMillis());
    }
  }

  private void load(String log) {
    StoredLog empty = logs.opened(log, new byte[0]);
    engine.open(RepositoryPath.parse(log), empty);
  }

  /** What the authority asks of the process or page. */
  interface Ports extends org.teavm.jso.JSObject {
    /** Milliseconds since 1970. */
    double now();

    /** Fills an array with random bytes. */
    void random(@JSByRef byte[] bytes);

    /** Send a frame on a connection. */
    void send(int connection, @JSByRef byte[] frame);

    /** Close a connection. */
    void hangup(int connection, String reason);

    /** Sign by the root key, then call {@code signed}. */
    void sign(double ticket, @JSByRef byte[] message);

    /** Check a signature, then call {@code verified}. */
    void verify(
        double ticket,
        @JSByRef byte[] publicKey,
        @JSByRef byte[] message,
        @JSByRef byte[] signature);

    /** Call {@code wake} at that time at the latest. */
    void wake(double atMillis);
  }
}
