package dev.goatdb.sim;

import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.machine.Tally;
import dev.goatdb.sim.oracle.Promise;
import dev.goatdb.sim.oracle.Violation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Many worlds, one after another, and what they amount to. */
final class Campaign {
  /** Every so manieth seed is run twice. */
  private static final int TWICE = 10;

  private final Climate climate;
  private final Tally tally = new Tally();
  private final List<Outcome> failures = new ArrayList<>();
  private int seeds;
  private long events;
  private long millis;

  Campaign(Climate climate) {
    this.climate = climate;
  }

  /** Runs seeds and prints a line for each that fails. */
  void run(long first, int count, PrintStream out) {
    for (int i = 0; i < count; i++) {
      run(first + i, out);
    }
  }

  /** Runs a seed, some of them twice, and prints a line if it fails. */
  Outcome run(long seed, PrintStream out) {
    Outcome outcome = World.run(seed, climate, Fault.NONE);
    if (seed % TWICE == 0) {
      Outcome again = World.run(seed, climate, Fault.NONE);
      if (again.hash() != outcome.hash()) {
        outcome.violations().add(differs(outcome, again));
      }
    }
    take(outcome, out);
    return outcome;
  }

  static Violation differs(Outcome one, Outcome other) {
    return new Violation(
        Promise.RUNS_REPEAT,
        "two runs went different ways: " + one.events() + " and " + other.events() + " events");
  }

  private void take(Outcome outcome, PrintStream out) {
    seeds++;
    events += outcome.events();
    millis += outcome.millis();
    tally.addAll(outcome.tally());
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

  int failed() {
    return failures.size();
  }

  List<Outcome> failures() {
    return failures;
  }

  Tally tally() {
    return tally;
  }

  /** Prints what was covered, and the last line. */
  void summarise(PrintStream out) {
    if (seeds == 1) {
      failures.forEach(failure -> failure.violations().forEach(each -> out.println("  " + each)));
    }
    out.println("coverage: " + tally + ", retransmissions " + tally.retransmissions());
    out.println(
        "seeds "
            + seeds
            + ", failed "
            + failures.size()
            + ", events "
            + events
            + ", virtual seconds "
            + millis / 1000);
  }

  void writeJson(Path file) throws IOException {
    StringBuilder json = new StringBuilder();
    json.append("{\"world\": \"").append(climate.word()).append("\", \"seeds\": ").append(seeds);
    json.append(", \"failed\": ").append(failures.size()).append(", \"events\": ").append(events);
    json.append(", \"virtualSeconds\": ").append(millis / 1000).append(",\n  \"coverage\": {");
    for (Count what : Count.values()) {
      json.append('"').append(what.word()).append("\": ").append(tally.of(what)).append(", ");
    }
    json.append("\"retransmissions\": ").append(tally.retransmissions());
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
