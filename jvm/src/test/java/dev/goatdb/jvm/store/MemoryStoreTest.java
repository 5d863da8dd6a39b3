package dev.goatdb.jvm.store;

import java.util.function.Supplier;

/** The contract, kept in memory. */
class MemoryStoreTest extends StoreContract {
  MemoryStoreTest() {
    super("memory");
  }

  @Override
  Supplier<Store> place() {
    return MemoryStore::new;
  }
}
