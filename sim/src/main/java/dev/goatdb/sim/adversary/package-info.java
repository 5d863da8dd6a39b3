/**
 * A peer without an engine: it has a genuine certificate, speaks the protocol by hand, and lies.
 *
 * <pre>
 *   Adversary --plays--> Trick: FilterLies, RecordLies, CommitLies, Floods
 *     |  ^
 *     v  '-- Lore: what it heard     Forge: commits and seals of its own making
 *   Network
 * </pre>
 *
 * <p>Whatever of its commits is valid is simply a commit. What must never be admitted it notes, so
 * that the judgement can look for it. Start reading at {@code Trick}. May import: machine, core.
 */
@NullMarked
package dev.goatdb.sim.adversary;

import org.jspecify.annotations.NullMarked;
