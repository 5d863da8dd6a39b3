/**
 * What the operator of a running server has it do, from this machine or another, proven by a key.
 *
 * <pre>
 *   Operator --> Door --> Wish
 * </pre>
 *
 * <p>Start reading at {@code Door}. May import: jvm, core.
 */
@NullMarked
package dev.goatdb.server.operator;

import org.jspecify.annotations.NullMarked;
