/**
 * The value of an item as a pure function of its graph.
 *
 * <p>Heads are never merged pairwise and never compared as wholes. The value is that of a common
 * dominator (one commit through which all later history runs), plus every commit above it applied
 * exactly once, by its own operations, in one order:
 *
 * <pre>
 *    o---o---D          D: the nearest commit that every path from a head meets
 *             \         everything above D is the diverged region
 *          a---b---c
 *           \     \
 *            d-----e    heads: c, e
 * </pre>
 *
 * <p>Because all of the region saw D, its value needs no stamps: whatever the region writes is
 * newer. One file per kind of field says how concurrent operations meet. Start reading at {@code
 * Replay}. May import: commit, schema, value, host, error.
 */
@NullMarked
package dev.goatdb.core.merge;

import org.jspecify.annotations.NullMarked;
