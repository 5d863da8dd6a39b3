/**
 * The public API: open a database, create items, change them, watch them, query them.
 *
 * <p>Start reading at {@link dev.goatdb.GoatDB}. Errors are {@link
 * dev.goatdb.error.GoatException}s.
 */
@NullMarked
package dev.goatdb;

import org.jspecify.annotations.NullMarked;
