/**
 * The expected errors: one small sealed family, the only package of the engine that applications
 * see.
 *
 * <p>Every error says what happened and where, and what to do about it. Bugs are not errors of this
 * family: they surface as {@link dev.goatdb.error.Invariant} violations.
 */
@NullMarked
package dev.goatdb.error;

import org.jspecify.annotations.NullMarked;
