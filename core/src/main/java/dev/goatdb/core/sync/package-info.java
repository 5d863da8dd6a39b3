/**
 * Synchronisation: filters, messages, and the filter cycle that ends in certainty.
 *
 * <pre>
 *   initiator                                  responder
 *      | Data: a small tail                        |   the tail: what has no receipt
 *      | Offer: what I hold, filter of my tail     |
 *      |------------------------------------------>|
 *      |    Control, Data: receipts and commits that you lack
 *      |                                   Closed  |   equal digests: done
 *      |&lt;------------------------------------------|
 *      |        Offer (answer): filter of my tail  |   or the other half of the exchange
 *      |&lt;------------------------------------------|
 *      | Data: what is not in that filter          |
 *      | Close: what I hold                        |
 *      |------------------------------------------>|
 *      |                           Closed(equal?)  |   unequal: a ladder shows where to look
 *      |&lt;------------------------------------------|
 * </pre>
 *
 * <p>A filter only ever reduces what is sent; it decides nothing else. Start reading at {@code
 * Channel}. May import: merge, commit, schema, value, host, error.
 */
@NullMarked
package dev.goatdb.core.sync;

import org.jspecify.annotations.NullMarked;
