package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
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

  /**
   * The type of what the variable in a place holds; more than was declared may be known of it now.
   */
  default Type type(int place, Type declared) {
    return declared;
  }

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
   * @param type what the fields are, as far as that is known
   */
  record Lookup(@Nullable Value value, boolean known, Type type) {
    public static final Lookup ABSENT = new Lookup(null, true, Types.DYN);
    public static final Lookup UNKNOWN = new Lookup(null, false, Types.DYN);
  }
}
