package dev.goatdb.jvm.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.error.GoatException.StorageFailed;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A file store keeps its promises on a disk that does not. */
class FileStoreFaultsTest {
  private static final Path FOLDER = Path.of("disk");
  private static final String LOG = "/data/x";
  private static final int CALLS = 60;

  @Test
  void whenTheMachineEndsAtAnyStepAllThatWasSyncedIsThere() {
    atEveryStep(
        FaultyDisk::dieAt,
        (disk, journey) -> {
          disk.losePower();
          journey.recover(true);
        });
  }

  @Test
  void whenTheProcessEndsAtAnyStepAllThatWasAppendedIsThere() {
    atEveryStep(
        FaultyDisk::dieAt,
        (disk, journey) -> {
          disk.kill();
          journey.recover(false);
        });
  }

  @Test
  void whatWasReadAfterTheProcessEndedSurvivesALossOfPower() {
    atEveryStep(
        FaultyDisk::dieAt,
        (disk, journey) -> {
          disk.kill();
          journey.recover(false);
          disk.losePower();
          journey.recover(true);
        });
  }

  @Test
  void whenTheDiskIsFullAtAnyStepNothingIsLostOrDoubled() {
    atEveryStep((disk, step) -> disk.fullBetween(step, step + 1), (disk, journey) -> {});
    atEveryStep((disk, step) -> disk.fullBetween(step, step + 9), (disk, journey) -> {});
  }

  @Test
  void whenAForceFailsAtAnyStepTheLogSaysSoUntilItIsOpenedAnew() {
    atEveryStep(FaultyDisk::failForceAt, (disk, journey) -> {});
  }

  @Test
  void whenTheProcessEndsAfterAFailedForceNothingThatIsReadLaterIsLost() {
    atEveryStep(
        FaultyDisk::failForceAt,
        (disk, journey) -> {
          disk.kill();
          journey.recover(false);
          disk.losePower();
          journey.recover(true);
        });
  }

  @Test
  void whenTheMachineEndsAfterAFailedForceAllThatWasSyncedBeforeIsThere() {
    atEveryStep(
        FaultyDisk::failForceAt,
        (disk, journey) -> {
          disk.losePower();
          journey.recover(true);
        });
  }

  @Test
  void whenTheMachineEndsDuringAReplacementTheLogIsTheOldOrTheNew() {
    Seeds.check(
        300,
        seed -> {
          FaultyDisk disk = new FaultyDisk(seed, FOLDER);
          Octets old = Octets.wrap(new byte[] {1, 2, 3});
          Octets replacement = Records.of(new byte[2000]);
          Store first = new FileStore(FOLDER, disk);
          first.append(LOG, old);
          first.sync(LOG);
          first.derive(LOG, 0, old);
          disk.dieAt(disk.steps() + 1 + seed % 12);
          try {
            first.replace(LOG, replacement);
            disk.heal();
          } catch (StorageFailed failed) {
            assertTrue(disk.isOff());
          }
          boolean done = !disk.isOff();
          disk.losePower();
          try (Store store = new FileStore(FOLDER, disk)) {
            StoredLog log = store.open(LOG);
            Octets found = log.log().read(0, replacement.size());
            boolean replaced = found.equals(replacement);
            assertTrue(replaced || !done && found.startsWith(old));
            assertTrue(!replaced || log.index().orElseThrow().size() == 0);
          }
        });
  }

  @Test
  void whenTheMachineEndsWhileADoubtfulLogIsCopiedAllThatWasSyncedIsThere() {
    Seeds.check(
        200,
        seed -> {
          FaultyDisk disk = new FaultyDisk(seed, FOLDER);
          Octets record = Records.of(new byte[2000]);
          Store broken = new FileStore(FOLDER, disk);
          broken.append(LOG, record);
          broken.sync(LOG);
          broken.append(LOG, record);
          disk.failForceAt(0);
          assertThrows(StorageFailed.class, () -> broken.sync(LOG));
          disk.dieAt(disk.steps() + 1 + seed % 12);
          broken.release(LOG);
          try {
            broken.open(LOG);
          } catch (StorageFailed failed) {
            assertTrue(disk.isOff());
          }
          disk.losePower();
          try (Store store = new FileStore(FOLDER, disk)) {
            assertEquals(record, Records.recover(store.open(LOG).log()).get(0));
          }
        });
  }

  /** Walks the same way once for each step it takes, with a fault there, and ends in order. */
  private static void atEveryStep(
      BiConsumer<FaultyDisk, Long> fault, BiConsumer<FaultyDisk, Journey> after) {
    FaultyDisk counted = new FaultyDisk(0, FOLDER);
    new Journey(5, () -> new FileStore(FOLDER, counted)).walk(CALLS, () -> false);
    assertTrue(counted.steps() > 100);
    Seeds.check(
        (int) counted.steps(),
        step -> {
          FaultyDisk disk = new FaultyDisk(step, FOLDER);
          fault.accept(disk, step + 1);
          Journey journey = new Journey(5, () -> new FileStore(FOLDER, disk));
          journey.walk(CALLS, disk::isOff);
          after.accept(disk, journey);
          disk.heal();
          journey.reopen();
        });
  }

  @Test
  void aRandomWalkThroughFaultsKeepsTheModel() {
    Seeds.check(150, seed -> walkThroughFaults(seed, new FaultyDisk(seed, FOLDER)));
  }

  @Test
  void aDiskThatOnlySaysItForcesIsFoundOut() {
    assertThrows(
        AssertionError.class,
        () ->
            Seeds.check(
                20,
                seed -> {
                  FaultyDisk disk = new FaultyDisk(seed, FOLDER);
                  disk.lie();
                  walkThroughFaults(seed, disk);
                }));
  }

  private static void walkThroughFaults(long seed, FaultyDisk disk) {
    Random random = new Random(seed);
    Journey journey = new Journey(seed, () -> new FileStore(FOLDER, disk));
    for (int i = 0; i < 8; i++) {
      long step = disk.steps() + 1 + random.nextInt(40);
      switch (random.nextInt(4)) {
        case 0 -> disk.failForceAt(step);
        case 1 -> disk.fullBetween(step, step + 1 + random.nextInt(20));
        case 2 -> disk.space(random.nextInt(400_000));
        default -> disk.dieAt(step);
      }
      journey.walk(10 + random.nextInt(20), disk::isOff);
      disk.heal();
      boolean powerLost = random.nextBoolean();
      if (disk.isOff() || random.nextBoolean()) {
        if (powerLost) {
          disk.losePower();
        } else {
          disk.kill();
        }
        journey.recover(powerLost);
      }
    }
    journey.reopen();
  }

  @Test
  void aFullDiskFillsUpToTheLastByteAndWritesGoOnWhenThereIsRoom() {
    FaultyDisk disk = new FaultyDisk(1, FOLDER);
    disk.space(1000);
    try (Store store = new FileStore(FOLDER, disk)) {
      StoredBytes log = store.open(LOG).log();
      store.append(LOG, Octets.wrap(new byte[900]));
      StorageFailed failed =
          assertThrows(StorageFailed.class, () -> store.append(LOG, Octets.wrap(new byte[101])));
      assertTrue(DiskFullException.isBehind(failed));
      assertEquals(900, log.size());
      store.append(LOG, Octets.wrap(new byte[100]));
      disk.heal();
      store.append(LOG, StoreContract.bytes(1, 2, 3));
      assertEquals(1003, log.size());
      assertEquals(StoreContract.bytes(0, 1, 2, 3), log.read(999, 10));
    }
  }

  @Test
  void anIndexThatCannotBeWrittenIsDeletedAndHarmsNothing() throws Exception {
    FaultyDisk disk = new FaultyDisk(1, FOLDER);
    try (Store store = new FileStore(FOLDER, disk)) {
      StoredBytes index = store.open(LOG).index().orElseThrow();
      store.derive(LOG, 0, Octets.wrap(new byte[100]));
      disk.space(0);
      store.derive(LOG, 50, Octets.wrap(new byte[100]));
      assertEquals(0, index.size());
      assertTrue(!disk.exists(FOLDER.resolve("repositories/data/x.index")));
      disk.heal();
      store.derive(LOG, 150, Octets.wrap(new byte[100]));
      assertEquals(0, index.size());
      store.derive(LOG, 0, Octets.wrap(new byte[10]));
      assertEquals(10, index.size());
    }
  }

  @Test
  void aFailedForceOfOneLogHarmsNoOther() {
    FaultyDisk disk = new FaultyDisk(1, FOLDER);
    Store store = new FileStore(FOLDER, disk);
    store.append("/data/y", StoreContract.bytes(1));
    store.append(LOG, StoreContract.bytes(1));
    disk.failForceAt(0);
    StorageFailed failed = assertThrows(StorageFailed.class, () -> store.sync(LOG));
    assertTrue(!DiskFullException.isBehind(failed));
    store.sync("/data/y");
    store.append("/data/y", StoreContract.bytes(2));
    store.close();
  }
}
