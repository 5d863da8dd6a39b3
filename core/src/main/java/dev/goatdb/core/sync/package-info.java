/**
 * Synchronisation: filters, messages, and the filter cycle that ends in certainty.
 *
 * <pre>
 *   initiator                                  responder
 *      | Offer: count, digest, filter of mine      |
 *      |------------------------------------------>|  equal digests: Closed(equal), done
 *      |            Data: what is not in the filter|
 *      |&lt;------------------------------------------|
 *      |        Offer (answer): filter of what I have
 *      |&lt;------------------------------------------|
 *      | Data: what is not in that filter          |
 *      |------------------------------------------>|
 *      | Close: count, digest                      |
 *      |------------------------------------------>|
 *      |                            Closed(equal?) |  unequal: again, with a fresh seed
 *      |&lt;------------------------------------------|
 * </pre>
 *
 * <p>A filter only ever reduces what is sent; it decides nothing else. Start reading at {@code
 * Channel}. May import: merge, commit, schema, value, host, error.
 */
@NullMarked
package dev.goatdb.core.sync;

import org.jspecify.annotations.NullMarked;
