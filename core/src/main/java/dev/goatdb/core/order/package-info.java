/**
 * Order stamps: short texts whose order is an order that people chose.
 *
 * <p>A stamp is a path of levels, each written in a form of its own that sorts as it should:
 *
 * <pre>
 *   round   mark   count   chance   round   mark   count   chance   ...
 *   1-6     2      1-6     3        digits of base 62
 * </pre>
 *
 * <p>The <b>mark</b> says which process made it, so that what one process puts in a row is a run,
 * <b>counted</b> up or down, between which nobody else's falls. What comes after somebody else's
 * begins a run in the next <b>round</b>; where there is no room, a run begins one level below the
 * stamp before it. <b>Chance</b> keeps stamps of the same place apart. So rows that grow at either
 * end, anywhere in a list, grow in length by the logarithm of their size.
 *
 * <p>Invariants: a stamp has one spelling; there is always room between two stamps, but for the
 * greatest length. Start reading at {@code Stamps}. May import: host, error.
 */
@NullMarked
package dev.goatdb.core.order;

import org.jspecify.annotations.NullMarked;
