/**
 * The JVM as a host of the engine: files, keys, threads and the network client.
 *
 * <pre>
 *   application threads --> Host (one lock) --> Engine
 *                             | effects
 *           writes in place --+-- Store          FileStore: one log file per repository, or MemoryStore
 *           syncer thread ----+
 *           worker thread ----+-- Keys           signatures, by the fastest provider there is
 *           timer thread -----'-- Dialer         the WebSocket client, with back-off
 * </pre>
 *
 * <p>Start reading at {@code Host}. May import core; nothing here is public API.
 */
@NullMarked
package dev.goatdb.jvm;

import org.jspecify.annotations.NullMarked;
