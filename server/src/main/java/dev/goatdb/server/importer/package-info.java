/**
 * Import: JSON Lines become items of a repository, line by line, and a bad line stops nothing.
 *
 * <pre>
 *   file -- JsonLines: bytes of one line -- ItemReader: values by the schema -- Importer: create, or set what differs
 * </pre>
 *
 * <p>Start reading at {@code Importer}.
 */
@NullMarked
package dev.goatdb.server.importer;

import org.jspecify.annotations.NullMarked;
