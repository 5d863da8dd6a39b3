/**
 * Comparisons with what a user would pick instead, side by side in one run.
 *
 * <p>A group measures some rows; in every round each contestant has its turn, so that a change of
 * the machine's speed hits all of them. {@code group} is what every group is made of; {@code store}
 * is one, and runs what is in {@code contestant}; {@code sync} is another; the others are here.
 * Start reading at {@code Bench}.
 */
@NullMarked
package dev.goatdb.bench;

import org.jspecify.annotations.NullMarked;
