package dev.goatdb.server.operator;

/** What an operator may ask for. */
public enum Wish {
  /** How far lost repositories are restored. */
  RESTORATIONS,
  /** To go on without what is still missing. */
  GO_ON
}
