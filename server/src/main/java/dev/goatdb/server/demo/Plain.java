package dev.goatdb.server.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/** The demo as lines of text, for files, pipes and checks. */
public final class Plain implements Stage {
  private final PrintStream out;
  private final boolean paced;
  private int phases;
  private int phase;

  /**
   * @param paced whether to pause as for an audience
   */
  public Plain(PrintStream out, boolean paced) {
    this.out = out;
    this.paced = paced;
  }

  @Override
  public void open(int count, Supplier<List<Row>> table) {
    phases = count;
  }

  @Override
  public void phase(String sentence) {
    out.println(++phase + "/" + phases + " " + sentence);
  }

  @Override
  public void tell(String sentence) {
    out.println("    " + sentence);
  }

  @Override
  public void pause(long millis) {
    if (paced) {
      Pauses.sleep(millis);
    }
  }

  @Override
  public void finish(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
