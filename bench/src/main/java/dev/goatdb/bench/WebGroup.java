package dev.goatdb.bench;

import dev.goatdb.bench.group.Checkout;
import dev.goatdb.bench.group.Group;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Scratch;
import dev.goatdb.bench.group.Sheet;
import dev.goatdb.bench.group.Yardstick;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The to-do application in a real browser, with a server process beside it. */
final class WebGroup implements Group {
  private static final double MILLIS = 1_000_000.0;
  private static final int FEW = 20;
  private static final int MANY = 10_000;

  @Override
  public String name() {
    return "web";
  }

  @Override
  public String method() {
    return """
    The to-do application is driven in a real browser, with a server process beside it; the page itself reads the
    clock. Reloads of ours and of a page on IndexedDB alternate.\
    """;
  }

  @Override
  public void run(boolean quick, Sheet sheet) throws Exception {
    JsonObject edits = measure(FEW, "web-edit.mjs", "--edits", quick ? "40" : "150");
    String warmUp = quick ? "1" : "2";
    String rounds = quick ? "5" : "15";
    JsonObject opened = measure(MANY, "web-open.mjs", "--warmup", warmUp, "--rounds", rounds);
    sheet.add(edit(edits));
    sheet.add(open(opened));
    sheet.add(longestTask(opened));
  }

  /** Runs a program for Node against a fresh server that has so many tasks in one list. */
  private static JsonObject measure(int tasks, String script, String... options) throws Exception {
    Checkout checkout = Checkout.here();
    try (Scratch scratch = new Scratch();
        TaskServer server = new TaskServer(checkout, scratch.path(), tasks)) {
      Path measured = scratch.path().resolve("measured.json");
      List<String> arguments = new ArrayList<>(List.of("--url", server.web()));
      arguments.addAll(List.of(options));
      Program.node(checkout.script(script), arguments).run(measured);
      return new JsonObject(Files.readString(measured));
    }
  }

  private static Row edit(JsonObject measured) {
    return row(
        "web.edit.p50",
        "from the key that ends an edit in one window until it is painted in another: two replicas"
            + " of 20 tasks, a server process on the loopback interface",
        samples(measured, "painted"),
        40);
  }

  private static Row open(JsonObject measured) {
    double indexedDb = samples(measured, "indexeddb").median() / MILLIS;
    return row(
            "web.open10k",
            String.format(
                Locale.ROOT,
                "from the start of a reload until 10,000 tasks from OPFS are listed and counted on the"
                    + " screen (listed after %.0f ms); scripts come from the service worker, compiled"
                    + " before; a server can be reached",
                samples(measured, "listed").median() / MILLIS),
            samples(measured, "counted"),
            300)
        .beside("indexeddb", indexedDb)
        .against(new Yardstick("indexeddb", indexedDb));
  }

  private static Row longestTask(JsonObject measured) {
    return row(
        "web.open10k.task",
        "the longest task on the main thread of the page, from the reload until it is in step with"
            + " the server and has had nothing to do for half a second",
        samples(measured, "longest"),
        50);
  }

  private static Row row(String id, String about, Samples ours, double goal) {
    return Row.lower(id, about, "ms", MILLIS, ours, goal);
  }

  /** What a program for Node measured in milliseconds. */
  private static Samples samples(JsonObject measured, String name) {
    Samples samples = new Samples();
    for (Object millis : measured.getJsonArray(name)) {
      samples.add(Math.round(((Number) millis).doubleValue() * MILLIS));
    }
    return samples;
  }
}
