/**
 * Kills real processes and damages real files, and checks that nothing acknowledged is lost.
 *
 * <pre>
 *   Torture --> ServerRounds   a server under load is killed     Load     a client that writes
 *          '--> LocalRounds    a program with a database is      LocalWriter
 *          '--> DamageRounds   copies of what they left are damaged
 *                 Ledger       what was acknowledged, and whether it is there
 * </pre>
 *
 * <p>Start reading at {@code Torture}. May import: demo, jvm, core.
 */
@NullMarked
package dev.goatdb.server.torture;

import org.jspecify.annotations.NullMarked;
