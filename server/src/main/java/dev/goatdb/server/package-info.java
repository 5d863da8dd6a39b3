/** The server: HTTP and WebSocket in front of the engine, and the command line. */
@NullMarked
package dev.goatdb.server;

import org.jspecify.annotations.NullMarked;
