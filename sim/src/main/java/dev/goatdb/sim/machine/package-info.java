/**
 * The simulated outside world: chance, time, disks, keys, the network, and the host that runs one
 * engine on them.
 *
 * <pre>
 *   Dice ----> Schedule ----> Node (a host)  --effects-->  Disk, Keys, Network
 *   chance     time             '-- Engine   &lt;--events---
 * </pre>
 *
 * <p>Everything happens on one thread in the order of the schedule, so a seed is a whole history.
 * Start reading at {@code Node}. May import: core.
 */
@NullMarked
package dev.goatdb.sim.machine;

import org.jspecify.annotations.NullMarked;
