package dev.goatdb.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.fuzz.decoder.Target;
import dev.goatdb.fuzz.decoder.Targets;
import dev.goatdb.jvm.JvmFunctions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every decoder on well-formed input, on what failed once, and on a little of chance. */
class FuzzTest {
  private static final Path FOLDER = Path.of("corpus");
  private static final Corpus CORPUS = new Corpus(FOLDER);
  private static final int INPUTS = 40_000;

  @BeforeAll
  static void beFast() {
    Pure.install(new JvmFunctions());
  }

  @TestFactory
  List<DynamicTest> whatIsWellFormedIsRead() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Target<?> target : Targets.all()) {
      tests.add(
          DynamicTest.dynamicTest(
              target.name(),
              () -> {
                boolean read = false;
                for (Octets seed : target.seeds().get()) {
                  assertEquals(Optional.empty(), Judge.exact().judgeSoon(target, seed), seed::hex);
                  read |= isRead(target, seed);
                }
                assertTrue(read, "no seed is read");
              }));
    }
    return tests;
  }

  private static boolean isRead(Target<?> target, Octets seed) {
    try {
      target.decoder().decode(seed);
      return true;
    } catch (dev.goatdb.error.GoatException refused) {
      return false;
    }
  }

  @TestFactory
  List<DynamicTest> whatFailedOnceFailsNoMore() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Target<?> target : Targets.all()) {
      for (Path file : CORPUS.of(target)) {
        tests.add(
            DynamicTest.dynamicTest(
                target.name() + " " + file.getFileName(),
                () ->
                    assertEquals(
                        Optional.empty(),
                        Judge.exact().judgeSoon(target, Octets.wrap(Files.readAllBytes(file))))));
      }
    }
    return tests;
  }

  @Test
  void everyFolderOfTheCorpusIsOfATarget() throws Exception {
    TreeSet<String> folders = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files.filter(Files::isDirectory).forEach(file -> folders.add(file.getFileName().toString()));
    }
    folders.removeAll(Campaign.names());
    assertEquals(new TreeSet<>(), folders);
  }

  @Test
  void aShortRunOverAllTargetsFindsNothing(@TempDir Path work) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Campaign campaign =
        new Campaign(CORPUS, work, 1, new PrintStream(out, true, StandardCharsets.UTF_8));
    campaign.runAll(Jazzer.Length.inputs(INPUTS));
    String report = out.toString(StandardCharsets.UTF_8);
    assertEquals(0, campaign.findings() + campaign.failures(), report);
    assertTrue(report.contains(String.format("%,d inputs", INPUTS)), report);
  }

  @Test
  void theCommandReplaysAnInput(@TempDir Path folder) throws Exception {
    Path input = Files.write(folder.resolve("input"), new byte[] {0x18, 0x05});
    assertEquals("cbor: all promises are kept\n", said(0, "cbor", "--input", input.toString()));
  }

  @Test
  void theCommandNamesItsTargets() throws Exception {
    String help = said(0, "--help");
    Targets.all().forEach(target -> assertTrue(help.contains(" " + target.name()), target.name()));
  }

  @Test
  void theCommandRefusesWhatItDoesNotKnow() throws Exception {
    for (String options :
        List.of(
            "--mint",
            "moon",
            "--minutes",
            "--minutes 0",
            "--seed 0",
            "--input x",
            "cbor --input none")) {
      said(64, options.split(" "));
    }
  }

  private static String said(int code, String... options) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    assertEquals(
        code,
        Fuzz.run(options, new PrintStream(out, true, StandardCharsets.UTF_8), nowhere),
        String.join(" ", options));
    return out.toString(StandardCharsets.UTF_8);
  }
}
