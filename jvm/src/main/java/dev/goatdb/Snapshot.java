package dev.goatdb;

import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;

/** An item at one moment; it never changes. */
final class Snapshot extends ItemView {
  private final RepositoryPath repository;
  private final String key;
  private final Schema schema;
  private final ItemState state;

  Snapshot(RepositoryPath repository, String key, Schema schema, ItemState state) {
    this.repository = repository;
    this.key = key;
    this.schema = schema;
    this.state = state;
  }

  @Override
  public String path() {
    return repository + "/" + key;
  }

  @Override
  public String key() {
    return key;
  }

  /** The same as a path, which was checked when the item was made. */
  ItemPath itemPath() {
    return new ItemPath(repository, key);
  }

  @Override
  Schema schema() {
    return schema;
  }

  @Override
  ItemState state() {
    return state;
  }
}
