package dev.goatdb.bench;

import dev.goatdb.bench.group.Group;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Sheet;
import dev.goatdb.core.RuleTrial;

/** What the authority's judgement costs. */
final class AuthorityGroup implements Group {
  private static final int AT_ONCE = 1_000;
  private static final double MICROS = 1e3;

  @Override
  public String name() {
    return "authority";
  }

  @Override
  public String method() {
    return """
    One thread judges the same commit again and again, and a sample is the mean of 1,000 times; the first half of the samples
    warms up. The commit changes the title of an item with three fields; the rule asks whether its author is one of three
    members of an item in another repository, which is open. Seal and schema are not part of it.\
    """;
  }

  @Override
  public void run(boolean quick, Sheet sheet) {
    int count = quick ? 400 : 4_000;
    sheet.note("judging");
    RuleTrial trial = new RuleTrial("ann");
    Samples samples = new Samples();
    int held = 0;
    for (int i = 0; i < 2 * count; i++) {
      if (i == count) {
        samples.clear();
      }
      long start = System.nanoTime();
      for (int k = 0; k < AT_ONCE; k++) {
        held += trial.judge() ? 1 : 0;
      }
      samples.add(System.nanoTime() - start);
    }
    if (held != 2 * count * AT_ONCE) {
      throw new IllegalStateException("a member may write");
    }
    sheet.add(
        Row.lower(
            "authority.rule",
            "judge one write with one lookup",
            "us",
            MICROS * AT_ONCE,
            samples,
            2));
  }
}
