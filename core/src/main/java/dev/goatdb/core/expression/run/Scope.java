package dev.goatdb.core.expression.run;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation may ask of the world around it. Only what the environment declared is ever
 * asked.
 */
public interface Scope {
  /**
   * The value of the variable that was declared in this place, counted from 0; null where there is
   * none.
   */
  @Nullable Value variable(int place);

  /** What {@code now()} gives. */
  long nowMillis();

  /** Sixteen random bytes for {@code newId()}, others each time. */
  Octets random();

  /** The item at a path. */
  Lookup item(String path);

  /**
   * What became of the search for an item.
   *
   * @param value its fields; null where there is no such item
   * @param known whether the search came to an end; if not, the evaluation asks for the item
   */
  record Lookup(@Nullable Value value, boolean known) {
    public static final Lookup ABSENT = new Lookup(null, true);
    public static final Lookup UNKNOWN = new Lookup(null, false);
  }
}
