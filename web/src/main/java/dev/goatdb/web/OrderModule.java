package dev.goatdb.web;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.order.Stamps;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;

/** What the module of order stamps exports. It travels only to pages that make such stamps. */
public final class OrderModule {
  private OrderModule() {}

  /** How many marks of order stamps there are; a page draws one of them. */
  @JSExport
  public static int orderMarks() {
    return Stamps.MARKS;
  }

  /** The text itself, if it is an order stamp; else an error with code and remedy. */
  @JSExport
  public static String requireOrderStamp(String text) {
    return Boundary.guard(() -> Stamps.require(text));
  }

  /**
   * New order stamps between two others, separated by spaces; an empty text is the start, a tilde
   * the end.
   *
   * @param chance eight random bytes for each
   */
  @JSExport
  public static String orderStamps(
      String after, String before, int count, int mark, @JSByRef(optional = true) byte[] chance) {
    return Boundary.guard(
        () -> String.join(" ", Stamps.between(after, before, count, mark, Octets.wrap(chance))));
  }
}
