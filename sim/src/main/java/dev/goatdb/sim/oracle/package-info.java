/**
 * The oracle: it sees every edit, every record and every frame of a world, and knows what must be
 * true.
 *
 * <p>Its {@code Twin} computes values from whole histories by the rules alone, without the merge
 * code of the engine. Start reading at {@code Promise}, then {@code Oracle}. May import: machine,
 * core.
 */
@NullMarked
package dev.goatdb.sim.oracle;

import org.jspecify.annotations.NullMarked;
