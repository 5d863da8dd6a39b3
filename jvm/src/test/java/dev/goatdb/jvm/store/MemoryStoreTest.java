package dev.goatdb.jvm.store;

/** The contract, kept in memory. */
class MemoryStoreTest extends StoreContract {
  private MemoryStore store = new MemoryStore();

  @Override
  Store make() {
    return store;
  }

  @Override
  void wipe() {
    store = new MemoryStore();
  }
}
