/**
 * Expressions: rules, constraints, defaults, filters and upgrades as data, the same on every peer.
 *
 * <p>The language is a subset of the Common Expression Language (CEL). Today it is the two calls
 * that defaults need. May import: value, host, error.
 */
@NullMarked
package dev.goatdb.core.expression;

import org.jspecify.annotations.NullMarked;
