package dev.goatdb.core;

import static dev.goatdb.core.DiskHost.TODOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.error.GoatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An authority that cannot take in commits now: they wait, it is said why, and they go out. */
class ObstacleTest {
  private static final int DATA = 9;
  private byte[] clientLog = new byte[0];
  private final DiskHost client = host(Settings.Role.KEEPER, 1, new byte[0]);

  private static DiskHost host(Settings.Role role, int seed, byte[] log) {
    return new DiskHost(role, seed, log, new byte[0]);
  }

  private static Optional<GoatException> full() {
    return Optional.of(new GoatException.StorageFailed("The server's disk is full.", "Wait."));
  }

  private static DiskHost server(int seed, byte[] log) {
    return host(Settings.Role.AUTHORITY, seed, log).open();
  }

  @Test
  void editsWaitForAFullDiskAndGoOutWhenThereIsRoom() {
    DiskHost server = server(2, new byte[0]);
    client.open();
    DiskHost.connect(client, server);
    server.engine().disk().stalled(full());
    DiskHost.meet(client, server);
    for (int i = 0; i < 5; i++) {
      client.create("item" + i, "waits");
      DiskHost.meet(client, server);
    }
    assertEquals(Optional.of("storage-failed"), obstacle(client).map(Obstacle::code));
    assertTrue(obstacle(client).orElseThrow().reason().contains("disk is full"));
    assertEquals(0, commits(server));
    assertEquals(5, client.engine().status(TODOS).unreceipted());
    server.engine().disk().stalled(Optional.empty());
    DiskHost.meet(client, server);
    expectAllTaken(server, 5);
  }

  @Test
  void whatCameInWhileTheDiskWasFullIsAskedForAgainWhereTheNewsOfRoomGotLost() {
    DiskHost server = server(2, new byte[0]);
    client.open();
    DiskHost.connect(client, server);
    server.engine().disk().stalled(full());
    DiskHost.meet(client, server);
    client.create("item", "waits");
    DiskHost.meet(client, server);
    server.engine().disk().stalled(Optional.empty());
    server.settle();
    client.lose();
    assertTrue(obstacle(client).isPresent());
    for (int i = 0; i < 20; i++) {
      server.pass(5_000);
      client.pass(5_000);
      DiskHost.meet(client, server);
    }
    expectAllTaken(server, 1);
  }

  @Test
  void aDamagedLogIsToldOfAndServedAndTakesNothingIn() {
    byte[] whole = servedTwo();
    DiskHost server = server(2, damaged(whole));
    DiskHost reader = host(Settings.Role.KEEPER, 3, new byte[0]).open();
    DiskHost.connect(reader, server);
    assertEquals(1, commits(reader), "what can be read is served");
    assertEquals(Optional.of("corrupted"), obstacle(reader).map(Obstacle::code));
    reader.create("mine", "waits");
    for (int i = 0; i < 100; i++) {
      server.pass(30_000);
      reader.pass(30_000);
      DiskHost.meet(reader, server);
    }
    assertEquals(1, reader.engine().status(TODOS).unreceipted());
    assertTrue(reader.refusals().isEmpty());
    assertTrue(reader.warnings().isEmpty(), reader.warnings().toString());
    reader.disconnect();
    assertTrue(obstacle(reader).isEmpty());
    DiskHost repaired = server(4, whole);
    repaired.pass(100 * 30_000);
    DiskHost.connect(reader, repaired);
    assertEquals(0, reader.engine().status(TODOS).unreceipted());
    assertEquals(3, commits(repaired));
  }

  @Test
  void aDiskThatFailsAtTheSyncIsToldOf() {
    DiskHost server = server(2, new byte[0]);
    server.holdSyncs();
    client.open();
    DiskHost.connect(client, server);
    client.create("item", "no receipt");
    DiskHost.meet(client, server);
    assertTrue(obstacle(client).isEmpty());
    server.engine().disk().failed(TODOS, new GoatException.StorageFailed("EIO.", "Look at it."));
    DiskHost.meet(client, server);
    assertEquals(Optional.of("storage-failed"), obstacle(client).map(Obstacle::code));
    assertFalse(obstacle(client).orElseThrow().reason().contains("EIO"), "that is the operator's");
    assertEquals(1, client.engine().status(TODOS).unreceipted());
    assertFalse(client.engine().status(TODOS).isSettled());
  }

  @Test
  void aLogThatCannotBeOpenedAtAllIsToldOfAndDoesNotEndTheConnection() {
    DiskHost server = host(Settings.Role.AUTHORITY, 2, new byte[] {'n', 'o', ' ', 'l', 'o', 'g'});
    client.open();
    client.create("item", "waits");
    DiskHost.connect(client, server);
    assertTrue(obstacle(client).isPresent());
    assertEquals(1, client.engine().status(TODOS).unreceipted());
    client.pass(10_000);
    DiskHost.meet(client, server);
    assertTrue(obstacle(client).isPresent());
  }

  @Test
  void damageThatShowsWhileCommitsAreJudgedRefusesNone() {
    byte[] log = servedTwo();
    DiskHost server = server(2, log);
    server.close();
    byte[] index = server.index();
    byte[] damaged = damaged(server.log());
    DiskHost indexed = new DiskHost(Settings.Role.AUTHORITY, 5, damaged, index).open();
    DiskHost writer = host(Settings.Role.KEEPER, 6, clientLog).open();
    writer.set("one", "builds on what cannot be read any more");
    writer.set("two", "the same");
    DiskHost.connect(writer, indexed);
    assertEquals(Optional.of("corrupted"), obstacle(writer).map(Obstacle::code));
    assertTrue(writer.refusals().isEmpty());
    assertEquals(2, writer.engine().status(TODOS).unreceipted());
  }

  @Test
  void noFaultySealOrPackIsEverARefusal() {
    client.open();
    client.create("item", "genuine");
    byte[] log = client.log();
    int length = 1_000;
    for (int at = 0; at < length; at++) {
      DiskHost server = server(2, new byte[0]);
      DiskHost sender = host(Settings.Role.KEEPER, 3, log).open();
      int[] size = new int[1];
      int flipped = at;
      sender.through(frame -> {
        size[0] = frame.at(1) == DATA ? frame.size() : size[0];
        return frame.at(1) == DATA && flipped < frame.size() ? flip(frame, flipped) : frame;
      });
      DiskHost.connect(sender, server);
      length = size[0];
      assertTrue(sender.refusals().isEmpty(), "byte " + at);
      sender.disconnect();
      server.disconnect();
      sender.through(frame -> frame);
      DiskHost.connect(sender, server);
      assertTrue(sender.refusals().isEmpty(), "byte " + at);
      assertEquals(0, sender.engine().status(TODOS).unreceipted(), "byte " + at);
    }
    assertTrue(length > 200, "a message was tampered with");
  }

  /** The log of a server that has taken in two items of a client. */
  private byte[] servedTwo() {
    DiskHost server = server(2, new byte[0]);
    client.open();
    DiskHost.connect(client, server);
    client.create("one", "the first one, which stays readable");
    DiskHost.meet(client, server);
    client.create("two", "the second one");
    DiskHost.meet(client, server);
    client.close();
    server.close();
    clientLog = client.log();
    return server.log();
  }

  /** The record of the second item is damaged. */
  private static byte[] damaged(byte[] log) {
    byte[] text = "the second one".getBytes(StandardCharsets.UTF_8);
    byte[] damaged = log.clone();
    for (int at = 0; at + text.length < log.length; at++) {
      if (Arrays.equals(log, at, at + text.length, text, 0, text.length)) {
        damaged[at] ^= 1;
        return damaged;
      }
    }
    throw new AssertionError("the second item is in the log");
  }

  private static Octets flip(Octets frame, int at) {
    byte[] bytes = frame.array().clone();
    bytes[at] ^= 1;
    return Octets.wrap(bytes);
  }

  private static Optional<Obstacle> obstacle(DiskHost host) {
    return host.engine().status(TODOS).obstacle();
  }

  private static int commits(DiskHost host) {
    return host.engine().status(TODOS).overview().commits();
  }

  private void expectAllTaken(DiskHost server, int commits) {
    assertTrue(obstacle(client).isEmpty());
    assertEquals(commits, commits(server));
    assertEquals(0, client.engine().status(TODOS).unreceipted());
    assertTrue(client.refusals().isEmpty());
    assertTrue(client.warnings().isEmpty(), client.warnings().toString());
  }
}
