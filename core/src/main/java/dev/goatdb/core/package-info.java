/**
 * The engine: one per organisation, a state machine without I/O.
 *
 * <pre>
 *   application --> Engine --> Repository --> Document     an item: what is shown, what waits to be committed
 *                     |             |-- Sealer             own commits become packs
 *   frames -----> Connection        |-- Notary             the authority's receipts (or, at a client, their check)
 *                     |             '-- Recovery           the log read back
 *                    Link  ---------'                      one repository on one connection
 *                     '---------- Intake                   packs of others: verified, judged, admitted
 * </pre>
 *
 * <p>A host calls the engine from one thread at a time, and after every call takes {@link
 * dev.goatdb.core.Engine#effects() effects} and {@link dev.goatdb.core.Engine#notices() notices}
 * and carries them out. Start reading at {@code Engine}. May import everything in core.
 */
@NullMarked
package dev.goatdb.core;

import org.jspecify.annotations.NullMarked;
