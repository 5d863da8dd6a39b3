package dev.goatdb.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Pure;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.FastFunctions;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.machine.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worlds that every change must survive. */
class SimTest {
  private static final int SEEDS = 500;

  @BeforeAll
  static void beFast() {
    Pure.install(new FastFunctions());
  }

  @Test
  void fiveHundredWorldsKeepAllPromisesTwice() {
    Campaign campaign = new Campaign(Climate.MIXED);
    for (Outcome outcome : campaign.run(1, SEEDS, System.out)) {
      Tally tally = outcome.tally();
      String world = "seed " + outcome.seed() + ": " + tally;
      assertTrue(tally.of(Count.EDITS) >= 200, world);
      assertTrue(tally.of(Count.CRASHES) + tally.of(Count.SERVER_CRASHES) >= 2, world);
      assertTrue(tally.of(Count.PARTITIONS) >= 1, world);
    }
    campaign.summarise(System.out);
    assertEquals(List.of(), campaign.failures());
    campaign
        .totals()
        .counts()
        .forEach((what, count) -> assertTrue(count > 0, what + " never happened"));
    assertTrue(campaign.totals().retransmissions() > 0);
  }

  @ParameterizedTest
  @MethodSource("regressions")
  void whatFailedOnceFailsNoMore(String line) {
    List<String> words = List.of(line.split(" ", 3));
    Climate climate = Climate.of(words.get(0)).orElseThrow();
    Outcome outcome = World.run(Long.parseLong(words.get(1)), climate, Fault.NONE);
    assertEquals(List.of(), outcome.violations());
  }

  static Stream<String> regressions() throws IOException {
    try (InputStream in = SimTest.class.getResourceAsStream("regressions.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "regressions.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void aWorldThatFailedOnceFailsNoMore(String name) throws IOException {
    try (InputStream in = SimTest.class.getResourceAsStream("worlds/" + name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      Plan plan = Plan.parse(new String(bytes, StandardCharsets.UTF_8));
      assertEquals(List.of(), Campaign.twice(plan).violations());
    }
  }

  static Stream<String> worlds() throws IOException {
    try (InputStream in = SimTest.class.getResourceAsStream("worlds/list.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "list.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList().stream();
    }
  }

  @Test
  void theCommandEndsWithASummaryAndWritesAReport(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("sim.json");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String[] args = {"--seed", "7", "--seeds", "2", "--world", "calm", "--json", json.toString()};
    assertEquals(
        0, Sim.run(args, new PrintStream(bytes, true, StandardCharsets.UTF_8), System.err));
    String last = bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    assertTrue(last.matches("seeds 2, failed 0, events \\d+, virtual seconds \\d+"), last);
    assertTrue(Files.readString(json).contains("\"seeds\": 2, \"failed\": 0"));
  }

  @Test
  void aCampaignGoesOnWhereItCameToAnEnd(@TempDir Path folder) throws IOException {
    Path state = folder.resolve("campaign.txt");
    String[] args = {"--seed", "7", "--seeds", "1", "--resume", state.toString()};
    assertEquals("seeds 1, failed 0", lastLine(args));
    assertEquals("seeds 2, failed 0", lastLine(args));
    Totals totals = Totals.read(state);
    assertEquals(9, totals.next());
    assertTrue(totals.counts().get("edits") >= 400, totals.coverage());
  }

  private static String lastLine(String... args) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(0, Sim.run(args, print, print));
    String last = out.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    return last.substring(0, last.indexOf(", events"));
  }

  @Test
  void theCommandWalksThroughMerges() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(
        0, Sim.run(new String[] {"--merges", "--seed", "7", "--seeds", "300"}, print, print));
    assertEquals("walks 300, failed 0\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theCommandRefusesWhatItDoesNotKnow() throws IOException {
    for (String option : List.of("--sed", "--seed", "--seeds x", "--world moon", "--seed -1")) {
      PrintStream nowhere =
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
      assertEquals(64, Sim.run(option.split(" "), nowhere, nowhere), option);
    }
  }
}
