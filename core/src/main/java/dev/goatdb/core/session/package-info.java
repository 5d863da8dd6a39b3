/**
 * Who writes, and what the authority says to it: certificates of sessions, receipts in chains, and
 * the judgement of every commit. All of it is engine code, so that clients can judge in advance and
 * the simulator can lie.
 *
 * <p>Start reading at {@code Judge}. May import: merge, commit, schema, value, host, error.
 */
@NullMarked
package dev.goatdb.core.session;

import org.jspecify.annotations.NullMarked;
