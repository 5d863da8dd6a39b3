package dev.goatdb.jvm.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.contract.Contract;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every store does alike: the contract of all stores, and what threads see of one. */
abstract class StoreContract {
  private static final String LOG = "/data/todos";

  private final String name;

  /**
   * The contract of a store.
   *
   * @param name the store's in {@code contract/stores.json}
   */
  StoreContract(String name) {
    this.name = name;
  }

  /** A place where nothing is stored yet: each call opens what the one before has left there. */
  abstract Supplier<Store> place();

  @TestFactory
  List<DynamicTest> keepsTheContractOfStores() {
    return Contract.tests(name, () -> new StoreAtAPlace(place()));
  }

  /** A reader sees, of a log that grows, a start that is whole. */
  @Test
  void readersSeeAWholeStartWhileALogGrowsAndIsSynced() throws Exception {
    try (Store store = place().get()) {
      StoredBytes log = store.open(LOG).log();
      AtomicBoolean done = new AtomicBoolean();
      List<Future<?>> others = new ArrayList<>();
      try (ExecutorService threads = Executors.newCachedThreadPool()) {
        for (int i = 0; i < 3; i++) {
          int part = 1000 * i;
          others.add(
              threads.submit(() -> {
                while (!done.get()) {
                  checkPattern(log, Math.max(0, log.size() - 1000 - part));
                  checkPattern(log, part);
                }
              }));
        }
        others.add(
            threads.submit(() -> {
              while (!done.get()) {
                store.sync(LOG);
              }
            }));
        grow(store);
        done.set(true);
        for (Future<?> other : others) {
          other.get();
        }
      }
      assertEquals(200_000, log.size());
    }
  }

  private static void grow(Store store) {
    for (int at = 0; at < 200_000; at += 100) {
      byte[] bytes = new byte[100];
      for (int i = 0; i < 100; i++) {
        bytes[i] = pattern(at + i);
      }
      store.append(LOG, Octets.wrap(bytes));
      store.derive(LOG, 0, Octets.wrap(bytes));
    }
  }

  private static void checkPattern(StoredBytes log, long offset) {
    long size = log.size();
    Octets found = log.read(offset, 1000);
    assertTrue(found.size() >= Math.min(1000, size - offset), "less than there was");
    for (int i = 0; i < found.size(); i++) {
      assertEquals(pattern(offset + i), (byte) found.at(i));
    }
  }

  private static byte pattern(long offset) {
    return (byte) (1 + offset % 251);
  }

  static Octets bytes(int... numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return Octets.wrap(bytes);
  }
}
