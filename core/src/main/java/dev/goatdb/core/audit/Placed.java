package dev.goatdb.core.audit;

import dev.goatdb.core.commit.Commit;

/**
 * A commit in a log.
 *
 * @param offset where its record begins
 */
public record Placed(long offset, Commit commit) {}
