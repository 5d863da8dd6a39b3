package dev.goatdb.jvm.store;

import java.nio.file.Path;
import java.util.function.Supplier;

/** The contract, kept by files of the disk that the proofs use; no fault happens. */
class FaultyDiskTest extends StoreContract {
  private static final Path FOLDER = Path.of("disk");

  FaultyDiskTest() {
    super("files on the faulty disk");
  }

  @Override
  Supplier<Store> place() {
    FaultyDisk disk = new FaultyDisk(1, FOLDER);
    return () -> new FileStore(FOLDER, disk);
  }
}
