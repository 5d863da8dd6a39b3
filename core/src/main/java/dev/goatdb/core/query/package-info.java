/**
 * Live queries: a predicate, an order, and results that are kept up to date change by change.
 *
 * <p>May import: merge, commit, schema, value, host, error.
 */
@NullMarked
package dev.goatdb.core.query;

import org.jspecify.annotations.NullMarked;
