/**
 * Collaborative text and lists: what an author changed about them, and how the changes of several
 * authors meet.
 *
 * <pre>
 *   "The cat sat"  --  TextChange: keep 4, insert "h", delete 1  --&gt;  "The hat sat"
 *
 *   Weave:  T h e _ c h a t _ s a t        every element that any author put there, in one order;
 *                   x                      which of them an author saw can be asked, and changed
 * </pre>
 *
 * <p>A change speaks of places in the text that its author saw, so it means something only beside
 * the history. Where nothing is concurrent it just takes effect. Else a {@link Weave} is made for a
 * moment, of the text that all authors saw and of their changes, and thrown away when it has told
 * the order. It knows elements by numbers only, whatever they hold: characters, or the places in
 * lists at which elements were put, and later moved.
 *
 * <p>A change never fails, whatever the text is: what lies beyond the end of the text is at its
 * end, and a place between the halves of a surrogate pair is the place before the pair. Start
 * reading at {@code TextChange}; {@code ListChange} is the same of lists. May import: value, host,
 * error.
 */
@NullMarked
package dev.goatdb.core.text;

import org.jspecify.annotations.NullMarked;
