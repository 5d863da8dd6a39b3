package dev.goatdb;

import java.util.Collections;
import java.util.Set;

/**
 * An item was deleted by somebody who had not seen some edits of it, and who made them did not know
 * that. The item stays deleted and keeps the edits: {@link Item#restore} shows it with them.
 *
 * <p>It is told where one of both was made on this device, and wherever the later one arrives as it
 * is made; each edit once, and nothing of it when a database is opened again.
 *
 * @param item the item, which is deleted
 * @param fields the names of the fields that were edited, in their order
 * @param local whether some of the edits were made on this device
 */
public record UnseenEdits(Item item, Set<String> fields, boolean local) {
  public UnseenEdits {
    fields = Collections.unmodifiableSet(fields);
  }
}
