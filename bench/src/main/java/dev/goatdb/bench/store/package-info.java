/**
 * The embedded store, next to others that a Java program could pick.
 *
 * <p>Each engine runs in a process of its own, with a class path of its own and the same flags for
 * Java. {@code ContestantProcess} is the handle on it; they talk in lines over standard input and
 * output. A {@code Lineup} lets several of them take turns. The classes that end in {@code Rows}
 * measure; start reading at {@code StoreGroup}.
 */
@NullMarked
package dev.goatdb.bench.store;

import org.jspecify.annotations.NullMarked;
