/**
 * What a group of rows is made of: samples, rows with their goal and yardstick, the sheet they are
 * put on, and the folders that are used meanwhile.
 *
 * <p>It knows no engine and no other package of the benchmarks. Start reading at {@code Group}.
 */
@NullMarked
package dev.goatdb.bench.group;

import org.jspecify.annotations.NullMarked;
