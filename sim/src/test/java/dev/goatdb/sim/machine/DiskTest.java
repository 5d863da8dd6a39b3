package dev.goatdb.sim.machine;

import dev.goatdb.core.contract.Contract;
import dev.goatdb.core.contract.TestedStore;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The disk of a simulated node does what a real store does, as long as nothing fails. */
class DiskTest {
  @TestFactory
  List<DynamicTest> keepsTheContractOfStores() {
    return Contract.tests("the simulator's disk", TestedDisk::new);
  }

  /** A disk, which is never closed: a node that starts again finds it as it is. */
  private static final class TestedDisk implements TestedStore {
    private final Disk disk = new Disk();

    @Override
    public void append(String log, Octets bytes) {
      disk.append(log, bytes);
    }

    @Override
    public void replace(String log, Octets bytes) {
      disk.replace(log, bytes);
    }

    @Override
    public void truncate(String log, long length) {
      disk.truncate(log, length);
    }

    @Override
    public void sync(String log) {
      disk.sync(log, Long.MAX_VALUE);
    }

    @Override
    public void derive(String log, long offset, Octets bytes) {
      disk.derive(log, offset, bytes);
    }

    @Override
    public void release(String log) {}

    @Override
    public StoredLog open(String log) {
      return disk.open(log);
    }

    @Override
    public List<String> logs() {
      return disk.logs();
    }

    @Override
    public void close() {}

    @Override
    public void reopen() {}
  }
}
