/**
 * All that the engine asks of the outside world: effects it returns, randomness, limits, and pure
 * functions that a host may compute faster.
 *
 * <p>The engine does no I/O. A host calls it (bytes arrived, time passed, a signature is ready),
 * takes the {@link dev.goatdb.core.host.Effect effects} of the call and carries them out. Start
 * reading at {@code Effect}.
 */
@NullMarked
package dev.goatdb.core.host;

import org.jspecify.annotations.NullMarked;
