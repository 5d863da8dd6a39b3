package dev.goatdb.sim;

import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.oracle.Promise;
import dev.goatdb.sim.oracle.Violation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Many worlds, on all processors, and what they amount to. */
final class Campaign {
  /** So many worlds are run before anything is said of the first of them. */
  private static final int AT_ONCE = 40;

  private final Climate climate;
  private final Totals totals;
  private final List<Outcome> failures = new ArrayList<>();

  Campaign(Climate climate) {
    this(climate, new Totals());
  }

  /** Goes on with what others amounted to. */
  Campaign(Climate climate, Totals totals) {
    this.climate = climate;
    this.totals = totals;
  }

  /** Runs seeds, and prints a line for each that fails. */
  List<Outcome> run(long first, int count, PrintStream out) {
    List<Outcome> all = new ArrayList<>();
    for (int begun = 0; begun < count; begun += AT_ONCE) {
      long from = first + begun;
      List<Outcome> some =
          LongStream.range(from, from + Math.min(AT_ONCE, count - begun))
              .parallel()
              .mapToObj(seed -> twice(Planner.plan(seed, climate)))
              .toList();
      some.forEach(outcome -> take(outcome, out));
      all.addAll(some);
    }
    return all;
  }

  /** Runs one world, and prints a line if it fails. */
  Outcome run(Plan plan, PrintStream out) {
    Outcome outcome = twice(plan);
    take(outcome, out);
    return outcome;
  }

  /** Runs a world, and once more, which must go the same way. */
  static Outcome twice(Plan plan) {
    Outcome outcome = World.run(plan, Fault.NONE);
    Outcome again = World.repeat(plan);
    if (again.hash() != outcome.hash()) {
      outcome.violations().add(differs(outcome, again));
    }
    return outcome;
  }

  static Violation differs(Outcome one, Outcome other) {
    return new Violation(
        Promise.RUNS_REPEAT,
        "two runs went different ways: " + one.events() + " and " + other.events() + " events");
  }

  private void take(Outcome outcome, PrintStream out) {
    totals.add(outcome);
    if (outcome.failed()) {
      failures.add(outcome);
      out.println(
          "seed "
              + outcome.seed()
              + " failed: "
              + outcome.violations().get(0)
              + " | replay: "
              + replay(outcome));
    }
  }

  private String replay(Outcome outcome) {
    String world = climate == Climate.MIXED ? "" : " --world " + climate.word();
    return "./goat sim --seed " + outcome.seed() + world;
  }

  List<Outcome> failures() {
    return failures;
  }

  Totals totals() {
    return totals;
  }

  /** Prints what was covered, and the last line. */
  void summarise(PrintStream out) {
    if (totals.seeds() == 1) {
      failures.forEach(failure -> failure.violations().forEach(each -> out.println("  " + each)));
    }
    out.println(totals.coverage());
    out.println(totals.summary());
  }

  void writeJson(Path file) throws IOException {
    StringBuilder json = new StringBuilder();
    json.append("{\"world\": \"").append(climate.word());
    json.append("\", \"seeds\": ").append(totals.seeds());
    json.append(", \"failed\": ").append(totals.failed());
    json.append(", \"events\": ").append(totals.events());
    json.append(", \"virtualSeconds\": ").append(totals.seconds()).append(",\n  \"coverage\": {");
    totals
        .counts()
        .forEach((word, count) ->
            json.append('"').append(word).append("\": ").append(count).append(", "));
    json.append("\"retransmissions\": ").append(totals.retransmissions());
    json.append("},\n  \"failures\": [");
    String separator = "";
    for (Outcome failure : failures) {
      json.append(separator).append("\n    {\"seed\": ").append(failure.seed());
      json.append(", \"replay\": \"").append(replay(failure)).append("\", \"violations\": [");
      String comma = "";
      for (Violation each : failure.violations()) {
        json.append(comma).append('"').append(escape(each.toString())).append('"');
        comma = ", ";
      }
      json.append("]}");
      separator = ",";
    }
    Files.writeString(file, json.append("]\n}\n").toString());
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char letter : text.toCharArray()) {
      if (letter == '"' || letter == '\\') {
        escaped.append('\\').append(letter);
      } else {
        escaped.append(letter < ' ' ? ' ' : letter);
      }
    }
    return escaped.toString();
  }
}
