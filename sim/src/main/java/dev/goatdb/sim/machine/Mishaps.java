package dev.goatdb.sim.machine;

import dev.goatdb.core.schema.Schemas;
import java.util.Map;

/** What befalls the machine of one node, beside crashes. */
public final class Mishaps {
  private final Place place;
  private final Node node;
  private final Machine machine;
  private Map<String, byte[]> backup = Map.of();

  Mishaps(Place place, Node node, Machine machine) {
    this.place = place;
    this.node = node;
    this.machine = machine;
  }

  /** Takes a copy of the disk, which may be put back. */
  public void backUp() {
    backup = node.disk().backUp();
  }

  /** The disk is gone; the next start finds an empty one, or what was backed up. */
  public void loseDisk(boolean backedUp) {
    node.crash(true);
    Map<String, byte[]> copy = backedUp ? backup : Map.of();
    place.tally().add(node.isAuthority() ? Count.SERVERS_LOST : Count.CLIENTS_LOST, 1);
    place.tally().add(Count.BACKUPS_PUT_BACK, copy.isEmpty() ? 0 : 1);
    place.witness().loses(node, copy);
    node.disk().putBack(copy);
  }

  /** The clock is wrong by so much from now on. */
  public void jump(long millis) {
    place.tally().add(Count.CLOCK_JUMPS, 1);
    node.skew(millis);
  }

  /** Another program, with other schemas, runs here: from the next start on, which comes soon. */
  public void upgrade(Schemas to) {
    if (!node.schemas().equals(to)) {
      place.tally().add(Count.UPGRADES, 1);
      node.runsWith(to);
      node.crash(false);
    }
  }

  /** The disk takes no more for so long, and nobody can talk to this node meanwhile. */
  public void fillDisk(long millis) {
    if (node.isUp() && !node.disk().isFull()) {
      place.tally().add(Count.FULL_DISKS, 1);
      node.disk().full(true);
      int ofLife = node.life();
      place.network().hangUpAll(node);
      place.schedule().after(millis, "room", () -> makeRoom(ofLife));
    }
  }

  private void makeRoom(int ofLife) {
    if (node.life() == ofLife) {
      node.disk().full(false);
      machine.syncWhatWaits();
    }
  }

  /** The next sync fails; the process, which edits nothing any more, is started again later. */
  public void failSync(long millis) {
    if (node.isUp()) {
      machine.failSync(millis);
    }
  }
}
