package dev.goatdb.server.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The demo on a terminal: what happened so far, and a table that is drawn anew several times a
 * second, over itself.
 */
public final class Screen implements Stage {
  private static final long FRAME_MILLIS = 150;
  private static final String HIDE_CURSOR_AND_CUT_LINES = "\u001b[?25l\u001b[?7l";
  private static final String RESTORE = "\u001b[?25h\u001b[?7h";

  private final PrintStream out;
  private final boolean coloured;
  private final ScheduledExecutorService painter =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-painter");
        thread.setDaemon(true);
        return thread;
      });
  private final Thread restorer;
  private final List<String> story = new ArrayList<>();
  private Supplier<List<Row>> table = List::of;
  private int phases;
  private int phase;
  private int drawn;
  private boolean over;

  public Screen(PrintStream out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
    this.restorer = new Thread(() -> out.print(RESTORE), "demo-restorer");
  }

  @Override
  public synchronized void open(int count, Supplier<List<Row>> rows) {
    phases = count;
    table = rows;
    Runtime.getRuntime().addShutdownHook(restorer);
    out.print(HIDE_CURSOR_AND_CUT_LINES);
    var unused = painter.scheduleWithFixedDelay(this::draw, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void phase(String sentence) {
    phase++;
    story.add(bold(phase + "/" + phases + " ") + sentence);
  }

  @Override
  public synchronized void tell(String sentence) {
    story.add("    " + colour(32, sentence));
  }

  @Override
  public void pause(long millis) {
    Pauses.sleep(millis);
  }

  @Override
  public void finish(List<String> lines) {
    draw();
    synchronized (this) {
      over = true;
      out.println();
      lines.forEach(
          line -> out.println(line.startsWith("converged: yes") ? colour(32, bold(line)) : line));
    }
  }

  @Override
  public synchronized void close() {
    painter.shutdownNow();
    out.print(RESTORE);
    out.flush();
  }

  private void draw() {
    List<Row> rows = table.get();
    synchronized (this) {
      if (over) {
        return;
      }
      List<String> lines = new ArrayList<>(story);
      lines.add("");
      lines.add(
          bold(
              "%-8s %-9s %7s %8s %8s   %s"
                  .formatted("", "state", "items", "commits", "pending", "latest edit")));
      rows.forEach(row -> lines.add(line(row)));
      StringBuilder frame = new StringBuilder(drawn == 0 ? "" : "\u001b[" + drawn + "A");
      lines.forEach(line -> frame.append("\r").append(line).append("\u001b[K\n"));
      out.print(frame);
      out.flush();
      drawn = lines.size();
    }
  }

  private String line(Row row) {
    boolean well = row.state().equals("online") || row.state().equals("running");
    return bold("%-8s ".formatted(row.name()))
        + colour(well ? 32 : 31, "%-9s ".formatted(row.state()))
        + "%7s %8s ".formatted(number(row.items()), number(row.commits()))
        + colour(row.pending() > 0 ? 33 : 0, "%8s".formatted(number(row.pending())))
        + "   "
        + colour(36, row.latest());
  }

  private static String number(long count) {
    return count < 0 ? "?" : String.format(Locale.ROOT, "%,d", count);
  }

  private String bold(String text) {
    return coloured ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  private String colour(int code, String text) {
    return coloured && code > 0 ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
