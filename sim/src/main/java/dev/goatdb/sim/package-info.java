/**
 * The simulator: whole networks in one process from one seed.
 *
 * <p>A {@code World} is one server, two clients, a faulty network and faulty disks; everything that
 * happens in it follows from its seed, so a failing seed can be replayed. A {@code Campaign} runs
 * many. Start reading at {@code World}; the machines are in {@code machine}, what must be true in
 * {@code oracle}. May import: core.
 */
@NullMarked
package dev.goatdb.sim;

import org.jspecify.annotations.NullMarked;
