package dev.goatdb.jvm.store;

import dev.goatdb.core.contract.TestedStore;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import java.util.List;
import java.util.function.Supplier;

/** The store that is open at a place, opened again and again. */
final class StoreAtAPlace implements TestedStore {
  private final Supplier<Store> place;
  private Store store;

  StoreAtAPlace(Supplier<Store> place) {
    this.place = place;
    this.store = place.get();
  }

  @Override
  public void append(String log, Octets bytes) {
    store.append(log, bytes);
  }

  @Override
  public void replace(String log, Octets bytes) {
    store.replace(log, bytes);
  }

  @Override
  public void truncate(String log, long length) {
    store.truncate(log, length);
  }

  @Override
  public void sync(String log) {
    store.sync(log);
  }

  @Override
  public void derive(String log, long offset, Octets bytes) {
    store.derive(log, offset, bytes);
  }

  @Override
  public void release(String log) {
    store.release(log);
  }

  @Override
  public StoredLog open(String log) {
    return store.open(log);
  }

  @Override
  public List<String> logs() {
    return store.logs();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public void reopen() {
    store.close();
    store = place.get();
  }
}
