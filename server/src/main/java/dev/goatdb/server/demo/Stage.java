package dev.goatdb.server.demo;

import java.util.List;
import java.util.function.Supplier;

/** Where the demo is shown. */
public interface Stage extends AutoCloseable {
  /**
   * A line of the table.
   *
   * @param commits and {@code pending}: -1 where nobody can know
   */
  record Row(String name, String state, long items, long commits, long pending, String latest) {}

  /** How many phases there will be, and where the table comes from; called once, at the start. */
  void open(int phases, Supplier<List<Row>> table);

  /** A new phase begins. */
  void phase(String sentence);

  /** Something worth telling happened in this phase. */
  void tell(String sentence);

  /** A moment to look; nothing where nobody looks. */
  void pause(long millis);

  /** The demo is over; the lines are the last word. */
  void finish(List<String> lines);

  @Override
  void close();
}
