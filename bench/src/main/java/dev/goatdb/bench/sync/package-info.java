/**
 * Clients and a server process on the loopback interface: edits on their way, reconnecting, loading
 * and restoring, ingesting, and idle connections.
 *
 * <pre>
 *   SyncGroup --&gt; LatencyRows    edits on their way from one client to another
 *                 ReconnectRows  what two sides say that hold nearly the same
 *                 LoadRows       a fresh client, and a wiped server     FreshClient  a program
 *                 IngestRows     commits per second
 *                 IdleRows       connections without edits              IdleConnection
 *
 *   TaskFolder     a folder of tasks      Wiretap        counts the bytes of connections
 *   ServedFolder   a server process       Frame, Line    what it reads, what becomes of one
 * </pre>
 *
 * <p>Start reading at {@code SyncGroup}. It knows {@code group} and no other package of the
 * benchmarks.
 */
@NullMarked
package dev.goatdb.bench.sync;

import org.jspecify.annotations.NullMarked;
