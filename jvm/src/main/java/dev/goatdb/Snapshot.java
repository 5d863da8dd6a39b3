package dev.goatdb;

import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.ItemState;

/** An item at one moment; it never changes. */
final class Snapshot extends ItemView {
  private final String path;
  private final Schema schema;
  private final ItemState state;

  Snapshot(String path, Schema schema, ItemState state) {
    this.path = path;
    this.schema = schema;
    this.state = state;
  }

  @Override
  public String path() {
    return path;
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
