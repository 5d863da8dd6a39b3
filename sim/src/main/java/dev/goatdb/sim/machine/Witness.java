package dev.goatdb.sim.machine;

import dev.goatdb.core.Notice;
import dev.goatdb.core.host.Octets;
import java.util.Map;

/** Somebody who sees all that the nodes of a world do. */
public interface Witness {
  /** A node is about to write at the end of a log. */
  void appends(Node node, String log, Octets bytes);

  /** A node is about to replace a log. */
  void replaces(Node node, String log);

  /** A node is about to crash; its disk is as it was. */
  void crashes(Node node, boolean powerLost);

  /** A disk is about to be lost, and another one with an older copy of its logs, or none, comes. */
  void loses(Node node, Map<String, byte[]> copy);

  /** A node is about to start on what its disk holds. */
  void starts(Node node);

  void notices(Node node, Notice notice);

  /** A frame goes out to a node, and may get lost. */
  void sends(Station from, Node to, Octets frame);
}
