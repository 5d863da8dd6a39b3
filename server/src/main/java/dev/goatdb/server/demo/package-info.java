/**
 * The demo: a real server process, two people with databases of their own, and an oracle that knows
 * what they did.
 *
 * <pre>
 *   Demo --- Cast: ServerProcess, Ada, Bob (Person) -- edits --> GoatDB
 *     |                                       '----- the same edits --> Oracle
 *     '--- Stage: Screen (a terminal) or Plain (lines)
 *   at the end: Verdict compares every replica with the oracle, field by field, and all with each other
 * </pre>
 *
 * <p>Start reading at {@code Demo}.
 */
@NullMarked
package dev.goatdb.server.demo;

import org.jspecify.annotations.NullMarked;
