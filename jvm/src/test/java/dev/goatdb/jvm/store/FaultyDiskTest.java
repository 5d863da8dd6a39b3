package dev.goatdb.jvm.store;

import java.nio.file.Path;

/** The contract, kept by files of the disk that the proofs use; no fault happens. */
class FaultyDiskTest extends StoreContract {
  private static final Path FOLDER = Path.of("disk");

  private FaultyDisk disk = new FaultyDisk(1, FOLDER);

  @Override
  Store make() {
    return new FileStore(FOLDER, disk);
  }

  @Override
  void wipe() {
    disk = new FaultyDisk(1, FOLDER);
  }
}
