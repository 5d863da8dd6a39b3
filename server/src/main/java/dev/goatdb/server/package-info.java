/**
 * The server: one database as the authority of its organisation, behind HTTP and WebSocket.
 *
 * <pre>
 *   GET /health ---.
 *   GET / ---------+-- GoatServer (Vert.x event loops) --- Site: StatusPage, or WebFiles of a folder
 *   WebSocket /sync                |
 *        '--- SyncSocket: one connection; frames go to the database on worker threads, one at a time
 * </pre>
 *
 * <p>Start reading at {@link dev.goatdb.server.GoatServer}. The command line is in {@code command}.
 */
@NullMarked
package dev.goatdb.server;

import org.jspecify.annotations.NullMarked;
