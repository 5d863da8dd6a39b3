/**
 * Malformed input for everything that reads bytes or text from outside, guided by which code it
 * reaches.
 *
 * <pre>
 *   Fuzz: the command -- Campaign: one process of Jazzer for each target -- Probe: one input in it
 *                                                                            |
 *                        Corpus: what failed once -------- replayed ----- Judge: was a promise broken?
 * </pre>
 *
 * <p>Jazzer chooses the inputs, the {@code Judge} says what is wrong with what came of one, and the
 * targets are in {@code decoder}. Start reading at {@code Judge}. May import: core, jvm, server.
 */
@NullMarked
package dev.goatdb.fuzz;

import org.jspecify.annotations.NullMarked;
