/**
 * Where logs live on the JVM: files that survive crashes, or memory.
 *
 * <pre>
 *   FileStore --> FileLog    one log: append, cut, replace, growth ahead of its end
 *                   |-- GroupCommit   one write to the disk for all who wait
 *                   |-- Doubt         what is left of a log whose sync failed
 *                   |-- FileIndex     the derived file beside it
 *                   '-- View          reads, without a lock
 *                 Disk       the file system; tests put one in its place that fails
 * </pre>
 *
 * <p>Start reading at {@code Store}. May import core.
 */
@NullMarked
package dev.goatdb.jvm.store;

import org.jspecify.annotations.NullMarked;
