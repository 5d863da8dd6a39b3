/**
 * The simulator: whole networks in one process from one seed.
 *
 * <pre>
 *   seed --Planner--> Plan (data: peers, faults, tricks) --World--> Outcome --Shrinker--> smaller Plan
 *                       '-- printed, read back, kept as a regression
 * </pre>
 *
 * <p>A {@code World} is one server, two or more clients, a faulty network and faulty disks, and at
 * times somebody who lies; everything that happens in it follows from its plan, so a failing one
 * can be replayed. A {@code Campaign} runs many, each twice. Start reading at {@code Plan}, then
 * {@code World}; the machines are in {@code machine}, the liar in {@code adversary}, what must be
 * true in {@code oracle}. May import: core.
 */
@NullMarked
package dev.goatdb.sim;

import org.jspecify.annotations.NullMarked;
