/**
 * The demo: the to-do list on a server, and the check that drives all of it and compares.
 *
 * <pre>
 *   Check --- Play: acts --- Person --- Editor: Window (Browser, a driver in Node) or JvmPeer
 *     |                         '--- the same edits --- Oracle
 *     '--- ServerProcess, which can be killed
 *   at the end: Verdict compares every Replica with the oracle, field by field, and all with each other
 * </pre>
 *
 * <p>{@code Demo} only serves. Start reading at {@code Check}.
 */
@NullMarked
package dev.goatdb.server.demo;

import org.jspecify.annotations.NullMarked;
