/**
 * Commits: signed, immutable steps of an item, and the graph that they form.
 *
 * <pre>
 *   header = who, when, after what ---- id = SHA-256 of it        seal = one signature over the
 *   body   = salt and operations   ---- its hash is in the header        Merkle root of a pack's ids
 *
 *        root                   a node is admitted when all its parents are,
 *       /    \                  so equal heads mean equal history;
 *      a      b                 here a' and b are the heads, and the value
 *      |                        of the item is computed from both (merge)
 *      a'
 * </pre>
 *
 * <p>Start reading at {@code Header}, then {@code Pack} and {@code Graph}. May import: schema,
 * value, host, error.
 */
@NullMarked
package dev.goatdb.core.commit;

import org.jspecify.annotations.NullMarked;
