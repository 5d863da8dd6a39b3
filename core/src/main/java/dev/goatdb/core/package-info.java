/**
 * The engine: one per organisation, a state machine without I/O.
 *
 * <pre>
 *   application --> Engine --> Repository --> Document     an item: what is shown, what waits to be committed
 *                     |             |-- Sealer             own commits become packs
 *   frames -----> Connection        |-- Receipts           which commits have one; at the authority, new ones
 *                     |             |-- LiveEdits          what others are about to commit
 *                     |             |-- Presence           who is here, and what they say of themselves
 *                     |             '-- Recovery           the log read back
 *                    Link  ---------'                      one repository on one connection
 *                     |---------- Delivery                 what the other side is owed, within a Window
 *                     |---------- Intake, Gate             packs of others: verified, judged, admitted
 *                     '---------- Following                receipts: verified, and followed in their chains
 * </pre>
 *
 * <p>A host calls the engine from one thread at a time, and after every call takes {@link
 * dev.goatdb.core.Engine#effects() effects} and {@link dev.goatdb.core.Engine#notices() notices}
 * and carries them out. Start reading at {@code Engine}. May import everything in core.
 */
@NullMarked
package dev.goatdb.core;

import org.jspecify.annotations.NullMarked;
