package dev.goatdb.jvm;

/** The sending half of a connection, in the order of calls and without waiting. */
public interface Wire {
  void send(byte[] frame);

  /** Closes the connection; {@code reason} is for people. */
  void hangUp(String reason);
}
