/**
 * The command line: one class per command, thin over the server, the importer and the demo.
 *
 * <p>A command returns 0 only when all went well, 1 for an expected error, told in a line or two on
 * standard error, and 64 for a wrong use. Start reading at {@code Goat}.
 */
@NullMarked
package dev.goatdb.server.command;

import org.jspecify.annotations.NullMarked;
