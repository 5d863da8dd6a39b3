package dev.goatdb.jvm.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.error.GoatException.StorageFailed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A random walk over the calls of a store, which compares all that can be read with a model.
 *
 * <p>The walk survives full disks, syncs that fail and crashes: see {@link #walk}, {@link
 * #recover}.
 */
final class Journey {
  private final Random random;
  private final Supplier<Store> maker;
  private final Map<String, Expected> logs = new TreeMap<>();
  private final Map<String, StoredLog> open = new TreeMap<>();
  private Store store;

  Journey(long seed, Supplier<Store> maker) {
    this.random = new Random(seed * 0x9e3779b97f4a7c15L + 1);
    this.maker = maker;
    this.store = maker.get();
    logs.put("/data/one", new Expected());
    logs.put("/data/t%o", new Expected());
    logs.put("/other/three", new Expected());
  }

  /** Makes some calls; ends early when the disk is off, which is the caller's to say. */
  void walk(int calls, Supplier<Boolean> isOff) {
    for (int i = 0; i < calls && !isOff.get(); i++) {
      String log = List.copyOf(logs.keySet()).get(random.nextInt(logs.size()));
      try {
        if (!open.containsKey(log)) {
          open(log, false);
        }
        call(log, logs.get(log));
        check(log);
      } catch (StorageFailed failed) {
        if (!isOff.get()) {
          survive(log, logs.get(log), failed);
        }
      }
    }
  }

  private void call(String log, Expected expected) {
    switch (random.nextInt(20)) {
      case 0 -> release(log, expected);
      case 1, 2 -> truncate(log, expected);
      case 3 -> replace(log, expected);
      case 4, 5, 6 -> derive(log, expected);
      case 7, 8, 9 -> {
        store.sync(log);
        expected.confirmed();
      }
      default -> append(log, expected);
    }
  }

  private void append(String log, Expected expected) {
    List<Octets> batch = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      batch.add(Records.random(random));
    }
    expected.append(batch);
    store.append(log, Records.join(batch));
    expected.made();
  }

  private void release(String log, Expected expected) {
    open.remove(log);
    store.release(log);
    if (!expected.broken) {
      expected.confirmed();
    }
    open(log, false);
  }

  private void truncate(String log, Expected expected) {
    int count = random.nextInt(expected.now.records().size() + 1);
    expected.truncate(count);
    store.truncate(log, Records.length(expected.now.records().subList(0, count)));
    expected.made();
    expected.confirmed();
  }

  private void replace(String log, Expected expected) {
    List<Octets> records = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      byte[] unique = new byte[12];
      random.nextBytes(unique);
      records.add(Records.of(unique));
    }
    expected.replace(records);
    store.replace(log, Records.join(records));
    expected.index = Octets.EMPTY;
    expected.made();
    expected.confirmed();
  }

  /** Every page of an index says to which replacement of the log it belongs. */
  private void derive(String log, Expected expected) {
    int page = 16;
    int pages = expected.index.size() / page;
    int offset = page * random.nextInt(pages + 1);
    ByteBuffer bytes = ByteBuffer.allocate(page * (1 + random.nextInt(60)));
    for (int i = 0; i < bytes.capacity(); i += page) {
      bytes.putInt(i, expected.now.generation()).putInt(i + 4, random.nextInt());
    }
    Octets written = Octets.wrap(bytes.array());
    store.derive(log, offset, written);
    expected.index = Records.join(List.of(expected.index.prefix(offset), written));
  }

  /** The call has failed and the disk goes on. */
  private void survive(String log, Expected expected, StorageFailed failed) {
    if (!open.containsKey(log)) {
      store.release(log);
      return;
    }
    StoredBytes bytes = open.get(log).log();
    boolean made =
        expected.next.isPresent()
            && Octets.wrap(Records.all(bytes))
                .equals(Records.join(expected.next.orElseThrow().records()));
    if (made && !expected.now.records().equals(expected.next.orElseThrow().records())) {
      expected.madeUnconfirmed();
    } else {
      expected.failed();
    }
    check(log);
    if (!DiskFullException.isBehind(failed)) {
      surviveSync(log, failed);
    }
  }

  /** Where a sync has failed all further changes fail alike, until the log is opened anew. */
  private void surviveSync(String log, StorageFailed failed) {
    if (failed.getMessage().contains("did not confirm")) {
      logs.get(log).broken = true;
      List<StorageFailed> again =
          List.of(
              assertThrows(StorageFailed.class, () -> store.sync(log)),
              assertThrows(StorageFailed.class, () -> store.append(log, Octets.EMPTY)),
              assertThrows(StorageFailed.class, () -> store.truncate(log, 0)),
              assertThrows(StorageFailed.class, () -> store.replace(log, Octets.EMPTY)),
              assertThrows(StorageFailed.class, () -> store.open(log)));
      again.forEach(e -> assertEquals(failed.getMessage(), e.getMessage()));
      check(log);
      if (random.nextBoolean()) {
        open.remove(log);
        store.release(log);
      }
    }
  }

  private void check(String log) {
    Expected expected = logs.get(log);
    StoredLog stored = open.get(log);
    if (stored != null) {
      Octets whole = Records.join(expected.now.records());
      assertEquals(whole.size(), stored.log().size());
      assertArrayEquals(whole.array(), Records.all(stored.log()));
      StoredBytes index = stored.index().orElseThrow();
      if (index.size() == 0) {
        expected.index = Octets.EMPTY;
      }
      assertArrayEquals(expected.index.array(), Records.all(index));
    }
  }

  /** Opens all anew after a crash and compares what is left. */
  void recover(boolean powerLost) {
    store = maker.get();
    open.clear();
    logs.keySet().forEach(log -> open(log, powerLost));
  }

  /** Opens a log as an engine does: what follows the last whole record is cut. */
  private void open(String log, boolean powerLost) {
    Expected expected = logs.get(log);
    StoredLog stored = store.open(log);
    List<Octets> records = Records.recover(stored.log());
    int end = Records.length(records);
    boolean untidy = powerLost || expected.isUntidy();
    assertTrue(
        expected.found(records, powerLost),
        () -> log + " has " + records.size() + " records that it should not");
    Octets tail = stored.log().read(end, Integer.MAX_VALUE);
    assertTrue(untidy || tail.equals(Octets.EMPTY.prefix(tail.size())), "something is behind");
    if (untidy) {
      expected.leftovers.add(expected.now);
    }
    store.truncate(log, end);
    expected.leftovers.clear();
    StoredBytes index = stored.index().orElseThrow();
    checkIndex(index, expected.now.generation());
    expected.index = Octets.wrap(Records.all(index));
    open.put(log, stored);
    check(log);
  }

  /** An index may be torn, but it is never that of a log that was replaced. */
  private static void checkIndex(StoredBytes index, int generation) {
    ByteBuffer pages = ByteBuffer.wrap(Records.all(index));
    for (int i = 0; i + 4 <= pages.capacity(); i += 16) {
      int found = pages.getInt(i);
      assertTrue(found == 0 || found == generation, "a strange index");
    }
  }

  /** After an end in order everything is there, and nothing else. */
  void reopen() {
    store.close();
    store = maker.get();
    open.clear();
    logs.keySet().forEach(log -> open(log, false));
    assertTrue(logs.keySet().containsAll(store.logs()));
    assertEquals(
        logs.entrySet().stream()
            .filter(e -> !e.getValue().now.records().isEmpty())
            .map(Map.Entry::getKey)
            .toList(),
        store.logs().stream().filter(log -> open.get(log).log().size() > 0).toList());
  }
}
