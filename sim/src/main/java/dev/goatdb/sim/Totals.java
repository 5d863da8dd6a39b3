package dev.goatdb.sim;

import dev.goatdb.sim.adversary.Trick;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a campaign amounts to so far, which it can write down and go on from another day. */
final class Totals {
  private static final String TITLE = "goat campaign 0";

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final List<Long> failed = new ArrayList<>();
  private long next;
  private long seeds;
  private long events;
  private long millis;

  Totals() {
    for (Count what : Count.values()) {
      counts.put(Tally.word(what), 0L);
    }
    for (Trick trick : Trick.ALL) {
      counts.put(Tally.word(trick), 0L);
    }
  }

  /** Takes in how a world went. */
  void add(Outcome outcome) {
    seeds++;
    next = Math.max(next, outcome.seed() + 1);
    events += outcome.events();
    millis += outcome.millis();
    outcome.tally().byWord().forEach((word, count) -> counts.merge(word, count, Long::sum));
    if (outcome.failed()) {
      failed.add(outcome.seed());
    }
  }

  /** The first seed that was not run. */
  long next() {
    return next;
  }

  long seeds() {
    return seeds;
  }

  int failed() {
    return failed.size();
  }

  /** What was counted, by its name in reports. */
  Map<String, Long> counts() {
    return counts;
  }

  /** The line about what happened. */
  String coverage() {
    StringBuilder text = new StringBuilder("coverage: ");
    counts.forEach((word, count) -> text.append(word).append(' ').append(count).append(", "));
    return text + "retransmissions " + retransmissions();
  }

  long retransmissions() {
    return counts.getOrDefault("retries", 0L) + counts.getOrDefault("resends", 0L);
  }

  long events() {
    return events;
  }

  /** Virtual time. */
  long seconds() {
    return millis / 1000;
  }

  /** The last line. */
  String summary() {
    return "seeds "
        + seeds
        + ", failed "
        + failed()
        + ", events "
        + events
        + ", virtual seconds "
        + seconds();
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    text.append("next ").append(next).append('\n').append("seeds ").append(seeds).append('\n');
    text.append("events ").append(events).append('\n').append("millis ").append(millis);
    text.append('\n');
    failed.forEach(seed -> text.append("failed ").append(seed).append('\n'));
    counts.forEach(
        (word, count) -> text.append("count ").append(word).append(' ').append(count).append('\n'));
    Files.writeString(file, text.toString());
  }

  /** Throws {@code IllegalArgumentException} for a file that no campaign wrote. */
  static Totals read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(TITLE)) {
      throw new IllegalArgumentException("the file " + file + " was not written by --resume");
    }
    Totals totals = new Totals();
    lines.subList(1, lines.size()).forEach(line -> totals.line(new Words(line)));
    return totals;
  }

  private void line(Words words) {
    switch (words.word()) {
      case "next" -> next = words.number();
      case "seeds" -> seeds = words.number();
      case "events" -> events = words.number();
      case "millis" -> millis = words.number();
      case "failed" -> failed.add(words.number());
      case "count" -> counts.put(words.word(), words.number());
      default -> throw words.wrong("begins with a word that is not known");
    }
    words.end();
  }
}
