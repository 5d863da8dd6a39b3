package dev.goatdb;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.order.Stamps;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Chance;
import java.util.List;

/**
 * A place in a list that people put in order, for a string field: sorting by the field gives the
 * list, and moving an item is one {@code set}.
 *
 * <pre>{@code
 * OrderStamp above = OrderStamp.from(first.get(ORDER));
 * task.set(ORDER, OrderStamp.between(above, OrderStamp.end()).text()); // behind the first one
 * }</pre>
 *
 * <p>Stamps are ordered as their texts are. No two are equal, even where peers that cannot see each
 * other put something in the same place; a row that one of them puts there stays together. The page
 * docs/guide/order.md says more, and how long stamps get.
 */
public final class OrderStamp implements Comparable<OrderStamp> {
  private static final OrderStamp START = new OrderStamp(Stamps.START);
  private static final OrderStamp END = new OrderStamp(Stamps.END);
  private static final Chance CHANCE = new Chance();
  private static final int MARK = (CHANCE.octets(4).intAt(0) & Integer.MAX_VALUE) % Stamps.MARKS;

  private final String text;

  private OrderStamp(String text) {
    this.text = text;
  }

  /** The start of every list: a bound for {@code between}, not a stamp to be stored. */
  public static OrderStamp start() {
    return START;
  }

  /** The end of every list: a bound for {@code between}, not a stamp to be stored. */
  public static OrderStamp end() {
    return END;
  }

  /**
   * The stamp that a field holds. Throws {@link GoatException.InvalidValue} where the text is none,
   * or has more than 4,096 characters.
   */
  public static OrderStamp from(String text) {
    return new OrderStamp(Stamps.require(text));
  }

  /**
   * A new stamp between two others. Throws {@link GoatException.InvalidValue} where the first does
   * not come before the second, and {@link GoatException.LimitExceeded} where the new one would be
   * longer than 4,096 characters.
   */
  public static OrderStamp between(OrderStamp after, OrderStamp before) {
    return between(after, before, 1).getFirst();
  }

  /**
   * New stamps between two others, in order and evenly spread: shorter than one by one, and nothing
   * that others put there at the same time comes between them. At most 1,000,000 at once.
   */
  public static List<OrderStamp> between(OrderStamp after, OrderStamp before, int count) {
    int wanted = Math.max(0, Math.min(count, Stamps.MOST_STAMPS));
    Octets chance = CHANCE.octets(Stamps.CHANCE_BYTES * wanted);
    return Stamps.between(after.text, before.text, count, MARK, chance).stream()
        .map(OrderStamp::new)
        .toList();
  }

  /**
   * What to store in a field. Throws {@link GoatException.InvalidValue} for {@link #start()} and
   * {@link #end()}: there would be nothing before or behind them.
   */
  public String text() {
    if (text.equals(Stamps.START) || text.equals(Stamps.END)) {
      throw new GoatException.InvalidValue(
          "OrderStamp." + this + " is a bound, not a stamp to be stored.",
          "Store a stamp between it and its neighbour, or between start() and end().");
    }
    return text;
  }

  @Override
  public int compareTo(OrderStamp other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrderStamp that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text; {@code start()} and {@code end()} for the bounds. */
  @Override
  public String toString() {
    return text.equals(Stamps.START) ? "start()" : text.equals(Stamps.END) ? "end()" : text;
  }
}
