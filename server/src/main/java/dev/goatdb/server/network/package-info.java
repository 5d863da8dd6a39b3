/**
 * Real clients and a real server with a bad network between them, and a check that nothing is lost
 * or doubled.
 *
 * <pre>
 *   Campaign --> Slice    one run from a seed: edits under faults, then what must hold
 *                 Fault   what may happen      Writer   a client, and what it wrote
 *                 Storm   connections that mean nothing
 *                 Proxy   between a client and the server
 *                   Cable one connection through it; Weather says what becomes of its bytes
 * </pre>
 *
 * <p>Start reading at {@code Slice}. May import: torture, demo, jvm, core.
 */
@NullMarked
package dev.goatdb.server.network;

import org.jspecify.annotations.NullMarked;
