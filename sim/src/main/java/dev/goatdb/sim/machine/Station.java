package dev.goatdb.sim.machine;

import dev.goatdb.core.host.Octets;

/** Where connections begin or end: a node, or somebody who only pretends to be one. */
public interface Station {
  String name();

  boolean isUp();

  /** Counts the starts. */
  int life();

  /** A connection was made; {@code dialled} says from which side. */
  void connected(int connection, boolean dialled);

  /** Whether it reads nothing of a connection for now: what arrives waits outside. */
  boolean isFull(int connection);

  void received(int connection, Octets frame);

  /** A connection is gone. */
  void disconnected(int connection);

  /** Nobody answered when it dialled, in that life. */
  void unanswered(int ofLife);
}
