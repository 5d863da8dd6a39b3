package dev.goatdb.jvm.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does alike. */
abstract class StoreContract {
  private static final String LOG = "/data/todos";

  private Store store;

  /** A store on what the one before of the same test has left, which is nothing at first. */
  abstract Store make() throws Exception;

  @BeforeEach
  void openTheStore() throws Exception {
    store = make();
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  @Test
  void aLogThatWasNeverWrittenIsEmpty() {
    StoredLog log = store.open(LOG);
    store.sync(LOG);
    store.truncate(LOG, 0);
    assertEquals(0, log.log().size());
    assertEquals(0, log.index().orElseThrow().size());
    assertEquals(Octets.EMPTY, log.log().read(0, 10));
    assertEquals(Octets.EMPTY, log.index().orElseThrow().read(0, 10));
    assertEquals(List.of(), store.logs());
  }

  @Test
  void whatIsAppendedIsReadAtOnce() {
    StoredBytes log = store.open(LOG).log();
    store.append(LOG, bytes(1, 2, 3));
    assertEquals(bytes(1, 2, 3), log.read(0, 3));
    store.append(LOG, bytes(9, 9, 4, 5, 9).from(2).prefix(2));
    store.append(LOG, Octets.EMPTY);
    assertEquals(5, log.size());
    assertEquals(bytes(3, 4, 5), log.read(2, 3));
  }

  @Test
  void aReadEndsWhereTheLogEnds() {
    StoredBytes log = store.open(LOG).log();
    store.append(LOG, bytes(1, 2, 3));
    assertEquals(bytes(2, 3), log.read(1, 1000));
    assertEquals(Octets.EMPTY, log.read(3, 5));
    assertEquals(Octets.EMPTY, log.read(1L << 40, 5));
    assertEquals(Octets.EMPTY, log.read(1, 0));
  }

  @Test
  void whatIsCutIsGone() {
    StoredBytes log = store.open(LOG).log();
    store.append(LOG, bytes(1, 2, 3, 4));
    Octets before = log.read(0, 4);
    store.truncate(LOG, 2);
    assertEquals(bytes(1, 2), log.read(0, 10));
    store.append(LOG, bytes(7));
    assertEquals(bytes(1, 2, 7), log.read(0, 10));
    assertEquals(bytes(1, 2, 3, 4), before);
  }

  @Test
  void aReplacementTakesAllThatWasThere() {
    StoredLog log = store.open(LOG);
    StoredBytes index = log.index().orElseThrow();
    store.append(LOG, bytes(1, 2, 3, 4));
    store.derive(LOG, 0, bytes(5));
    store.replace(LOG, bytes(7, 8));
    assertEquals(bytes(7, 8), log.log().read(0, 10));
    assertEquals(0, index.size());
    store.append(LOG, bytes(9));
    store.derive(LOG, 0, bytes(6));
    assertEquals(bytes(7, 8, 9), log.log().read(0, 10));
    assertEquals(bytes(6), index.read(0, 10));
  }

  @Test
  void anIndexIsWrittenAnywhereUpToItsEndAndCutBehind() {
    StoredBytes index = store.open(LOG).index().orElseThrow();
    store.derive(LOG, 0, bytes(1, 2, 3, 4, 5));
    store.derive(LOG, 1, bytes(7, 8));
    assertEquals(bytes(1, 7, 8), index.read(0, 10));
    store.derive(LOG, 3, bytes(9));
    assertEquals(bytes(7, 8, 9), index.read(1, 10));
    store.derive(LOG, 5, bytes(6));
    assertEquals(4, index.size());
    store.derive(LOG, 2, Octets.EMPTY);
    assertEquals(bytes(1, 7), index.read(0, 10));
  }

  @Test
  void aReleasedLogOpensAgainAsItWas() {
    store.open(LOG);
    store.append(LOG, bytes(1, 2));
    store.derive(LOG, 0, bytes(7, 8, 9));
    store.derive(LOG, 0, bytes(3));
    store.release(LOG);
    store.release(LOG);
    StoredLog log = store.open(LOG);
    assertEquals(bytes(1, 2), log.log().read(0, 10));
    assertEquals(bytes(3), log.index().orElseThrow().read(0, 10));
    store.append(LOG, bytes(4));
    assertEquals(bytes(1, 2, 4), log.log().read(0, 10));
  }

  @Test
  void logsAreApartAndListedInOrder() {
    List<String> names = List.of("/data/b", "/data/a%/ü", "/data/A", "/other/b");
    for (int i = 0; i < names.size(); i++) {
      store.append(names.get(i), bytes(i));
    }
    store.release("/data/b");
    store.replace("/data/A", bytes(7));
    store.derive("/data/A", 0, bytes(8));
    store.sync("/other/b");
    assertEquals(names.stream().sorted().toList(), store.logs());
    assertEquals(bytes(0), store.open("/data/b").log().read(0, 10));
    assertEquals(bytes(1), store.open("/data/a%/ü").log().read(0, 10));
    assertEquals(bytes(7), store.open("/data/A").log().read(0, 10));
    assertEquals(bytes(3), store.open("/other/b").log().read(0, 10));
  }

  @Test
  void longLogsAreReadWhole() {
    byte[] pattern = new byte[700_000];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = pattern(i);
    }
    StoredBytes log = store.open(LOG).log();
    store.append(LOG, Octets.wrap(pattern, 0, 300_001));
    store.append(LOG, Octets.wrap(pattern, 300_001, 399_999));
    assertEquals(Octets.wrap(pattern), log.read(0, pattern.length));
    assertEquals(Octets.wrap(pattern).from(1), log.read(1, pattern.length));
  }

  @Test
  void aRandomWalkFindsWhatTheModelHas() {
    Seeds.check(
        20,
        seed -> {
          Store[] last = {store};
          Journey journey = new Journey(seed, () -> last[0] = fresh());
          for (int i = 0; i < 4; i++) {
            journey.walk(40, () -> false);
            journey.reopen();
          }
          last[0].close();
          wipe();
        });
  }

  private Store fresh() {
    try {
      return make();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** Makes the next store start from nothing. */
  abstract void wipe() throws Exception;

  /** A reader sees, of a log that grows, a start that is whole. */
  @Test
  void readersSeeAWholeStartWhileALogGrowsAndIsSynced() throws Exception {
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
      for (int at = 0; at < 200_000; at += 100) {
        byte[] bytes = new byte[100];
        for (int i = 0; i < 100; i++) {
          bytes[i] = pattern(at + i);
        }
        store.append(LOG, Octets.wrap(bytes));
        store.derive(LOG, 0, Octets.wrap(bytes));
      }
      done.set(true);
      for (Future<?> other : others) {
        other.get();
      }
    }
    assertEquals(200_000, log.size());
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
