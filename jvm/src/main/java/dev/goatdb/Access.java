package dev.goatdb;

/** What somebody tries to do with an item, or with a whole repository, which is only read. */
public enum Access {
  READ,
  CREATE,
  UPDATE,
  DELETE
}
