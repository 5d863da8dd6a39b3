/**
 * Logs looked at from outside, as bytes: what one holds, whether all of it is right, and a new one
 * made of what is left of several.
 *
 * <pre>
 *   LogWalk    the records of a log as commits, seals, receipts; also behind damage
 *     |-- LogAudit   is everything right? --> Findings       IndexAudit  and the index beside it?
 *     '-- Rebuild    a log from what can be read of others
 * </pre>
 *
 * <p>Nothing here needs an engine, a schema or a lock. Keys and signatures come from the caller.
 * Start reading at {@code LogWalk}. May import: session, log, commit, value, host, error.
 */
@NullMarked
package dev.goatdb.core.audit;

import org.jspecify.annotations.NullMarked;
