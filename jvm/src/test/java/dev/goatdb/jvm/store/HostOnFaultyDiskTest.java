package dev.goatdb.jvm.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Notice;
import dev.goatdb.core.Policy;
import dev.goatdb.core.Settings;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Host;
import dev.goatdb.jvm.HostOptions;
import dev.goatdb.jvm.Identity;
import dev.goatdb.jvm.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A whole engine on a disk that forgets, fails and fills up. */
class HostOnFaultyDiskTest {
  private static final int SEEDS = 40;
  private static final Path ROOT = Path.of("/disk");
  private static final RepositoryPath TODOS = RepositoryPath.parse("/data/todos");
  private static final RepositoryPath NOTES = RepositoryPath.parse("/data/notes");
  private static final Schema TASK =
      Schema.of("task", 1, List.of(FieldDefinition.of("text", FieldType.Scalar.STRING)));

  private final Identity identity = Identity.fleeting(true, Optional.empty());
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  private Host host(FaultyDisk disk) {
    return host(disk, Settings.Role.OWNER);
  }

  private Host host(FaultyDisk disk, Settings.Role role) {
    return host(disk, role, identity);
  }

  private Host host(FaultyDisk disk, Settings.Role role, Identity of) {
    HostOptions options =
        new HostOptions(role, Schemas.of(List.of(TASK)), 1000, 60_000, 1 << 20, 100, Policy.open());
    return new Host(of, new FileStore(ROOT, disk), options, this::hear, path -> false, path -> {});
  }

  private void hear(List<Notice> notices) {
    notices.forEach(this::hear);
  }

  private void hear(Notice notice) {
    if (notice instanceof Notice.Warning warning) {
      warnings.add(warning.text());
    }
  }

  private static void create(Host host, ItemPath path, String text) {
    host.edit(path.repository(), on -> on.create(path, TASK, Map.of("text", Value.of(text))));
  }

  private static void set(Host host, ItemPath path, String text) {
    host.edit(path.repository(), on -> on.set(path, "text", Optional.of(Value.of(text))));
  }

  private static Optional<String> text(Host host, ItemPath path) {
    return host.look(path.repository(), on -> on.look(path))
        .flatMap(shown -> shown.state().field("text"))
        .map(value -> ((Value.Str) value).value());
  }

  @Test
  void aFailedSyncEndsWritingToThatRepositoryAlone() {
    FaultyDisk disk = new FaultyDisk(1, ROOT);
    ItemPath task = new ItemPath(TODOS, "milk");
    ItemPath note = new ItemPath(NOTES, "note");
    try (Host host = host(disk)) {
      create(host, task, "one");
      create(host, note, "one");
      host.flush(true);
      set(host, task, "two");
      disk.failForceAt(disk.steps());
      assertThrows(GoatException.StorageFailed.class, () -> host.flush(true));
      assertThrows(GoatException.StorageFailed.class, () -> set(host, task, "three"));
      assertEquals(Optional.of("two"), text(host, task), "it can still be read");
      set(host, note, "two");
      assertEquals(Optional.of("two"), text(host, note));
      assertThrows(GoatException.StorageFailed.class, () -> host.flush(true), "not all is safe");
    }
    disk.losePower();
    try (Host host = host(disk)) {
      assertTrue(List.of("one", "two").contains(text(host, task).orElseThrow()));
      set(host, task, "four");
      host.flush(true);
      assertEquals(Optional.of("two"), text(host, note));
    }
  }

  @Test
  void whatAKilledProcessLeftIsSafeOnceItWasShown() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      FaultyDisk disk = new FaultyDisk(seed, ROOT);
      ItemPath task = new ItemPath(TODOS, "milk");
      Host killed = host(disk);
      create(killed, task, "one");
      killed.flush(false);
      disk.kill();
      Host shown = host(disk);
      assertEquals(Optional.of("one"), text(shown, task));
      disk.losePower();
      try (Host host = host(disk)) {
        assertEquals(Optional.of("one"), text(host, task), "seed " + seed);
      }
    }
  }

  @Test
  void aLogThatWasClosedIsOpenedWithoutWaitingForTheDisk() {
    FaultyDisk disk = new FaultyDisk(3, ROOT);
    ItemPath task = new ItemPath(TODOS, "milk");
    try (Host host = host(disk)) {
      create(host, task, "one");
    }
    disk.failForceAt(disk.steps());
    try (Host host = host(disk)) {
      assertEquals(Optional.of("one"), text(host, task));
      disk.heal();
      set(host, task, "two");
      host.flush(true);
    }
  }

  @Test
  void aFullDiskRefusesEditsAndLosesNone() throws InterruptedException {
    FaultyDisk disk = new FaultyDisk(2, ROOT);
    List<ItemPath> made = new ArrayList<>();
    try (Host host = host(disk)) {
      create(host, new ItemPath(NOTES, "other"), "opened before");
      disk.space(150_000);
      GoatException refused =
          assertThrows(
              GoatException.StorageFailed.class,
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  ItemPath path = new ItemPath(TODOS, "item" + i);
                  create(host, path, "text of " + i);
                  made.add(path);
                }
              });
      assertTrue(refused.getMessage().contains("disk is full"), refused.getMessage());
      assertThrows(GoatException.StorageFailed.class, () -> host.flush(true));
      made.forEach(path -> assertTrue(text(host, path).isPresent()));
      disk.heal();
      set(host, made.get(0), "there is room again");
      host.flush(true);
      disk.losePower();
    }
    try (Host host = host(disk)) {
      made.forEach(path -> assertTrue(text(host, path).isPresent(), path.toString()));
      assertEquals(Optional.of("there is room again"), text(host, made.get(0)));
    }
  }

  @Test
  void aServerWhoseDiskIsFullGoesOnServingAndAClientHangsUp() {
    Map<Settings.Role, Integer> expected =
        Map.of(Settings.Role.AUTHORITY, 0, Settings.Role.KEEPER, 2);
    expected.forEach((role, hangUps) -> {
      FaultyDisk disk = new FaultyDisk(4, ROOT);
      List<String> reasons = new CopyOnWriteArrayList<>();
      try (Host host = host(disk, role)) {
        host.connect(wire(reasons), role == Settings.Role.KEEPER);
        create(host, new ItemPath(NOTES, "other"), "opened before");
        disk.space(150_000);
        assertThrows(
            GoatException.StorageFailed.class,
            () -> {
              for (int i = 0; i < 10_000; i++) {
                create(host, new ItemPath(TODOS, "item" + i), "text of " + i);
              }
            });
        host.connect(wire(reasons), role == Settings.Role.KEEPER);
        assertEquals(hangUps, reasons.size(), role + ": " + reasons);
        disk.heal();
        host.flush(true);
      }
    });
  }

  @Test
  void editsOfClientsWaitForRoomOnTheDiskOfTheServer() {
    FaultyDisk disk = new FaultyDisk(5, ROOT);
    Identity own = Identity.fleeting(false, Optional.empty());
    ExecutorService network = Executors.newSingleThreadExecutor();
    try (Host server = host(disk, Settings.Role.AUTHORITY);
        Host client = host(new FaultyDisk(6, ROOT), Settings.Role.KEEPER, own)) {
      server.connect(to(client, network), false);
      client.connect(to(server, network), true);
      create(client, new ItemPath(TODOS, "first"), "there is room");
      assertTrue(client.await(HostOnFaultyDiskTest::isDone, 20_000));
      disk.space(20_000);
      int made = 0;
      while (made < 3_000 && !client.await(HostOnFaultyDiskTest::isObstructed, 2)) {
        create(client, new ItemPath(TODOS, "item" + made++), "a text ".repeat(30));
      }
      assertTrue(client.read(HostOnFaultyDiskTest::isObstructed), made + " items were made");
      assertTrue(client.read(engine -> engine.status(TODOS).unreceipted()) > 0);
      ItemPath last = new ItemPath(TODOS, "last");
      create(client, last, "there is none");
      disk.heal();
      assertTrue(client.await(HostOnFaultyDiskTest::isDone, 20_000), "it goes out by itself");
      assertEquals(Optional.of("there is none"), text(server, last));
    } finally {
      network.shutdownNow();
    }
  }

  private static boolean isDone(Engine engine) {
    return engine.status(TODOS).unreceipted() == 0 && !isObstructed(engine);
  }

  private static boolean isObstructed(Engine engine) {
    return engine.status(TODOS).obstacle().isPresent();
  }

  /** The only connection of a host, as the other side sees it. */
  private static Wire to(Host host, ExecutorService network) {
    return new Wire() {
      @Override
      public void send(byte[] frame) {
        network.execute(() -> host.received(1, frame));
      }

      @Override
      public void hangUp(String reason) {}
    };
  }

  private static Wire wire(List<String> reasons) {
    return new Wire() {
      @Override
      public void send(byte[] frame) {}

      @Override
      public void hangUp(String reason) {
        reasons.add(reason);
      }
    };
  }

  @Test
  void whatWasFlushedSurvivesEveryCrash() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      warnings.clear();
      Random random = new Random(seed);
      FaultyDisk disk = new FaultyDisk(seed, ROOT);
      Map<ItemPath, List<String>> allowed = new HashMap<>();
      for (int life = 0; life < 6; life++) {
        Host host = host(disk);
        for (Map.Entry<ItemPath, List<String>> item : allowed.entrySet()) {
          String shown = text(host, item.getKey()).orElse("");
          assertTrue(
              item.getValue().contains(shown),
              "seed " + seed + ": " + item + " shows '" + shown + "'");
          item.setValue(new ArrayList<>(List.of(shown)));
        }
        live(host, random, allowed);
        if (random.nextBoolean()) {
          disk.losePower();
        } else {
          disk.kill();
        }
      }
      assertEquals(List.of(), warnings, "seed " + seed);
    }
  }

  /** Creates and edits, and flushes now and then: from then on older values are not allowed. */
  private static void live(Host host, Random random, Map<ItemPath, List<String>> allowed) {
    int steps = random.nextInt(150);
    for (int i = 0; i < steps; i++) {
      RepositoryPath repository = random.nextBoolean() ? TODOS : NOTES;
      ItemPath path = new ItemPath(repository, "item" + random.nextInt(40));
      String text = "value " + random.nextInt(1 << 20);
      if (text(host, path).isPresent()) {
        set(host, path, text);
      } else {
        create(host, path, text);
      }
      allowed.computeIfAbsent(path, any -> new ArrayList<>(List.of(""))).add(text);
      if (random.nextInt(20) == 0) {
        host.flush(true);
        allowed.values().forEach(values -> values.subList(0, values.size() - 1).clear());
      }
    }
  }
}
