package dev.goatdb.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.GoatException;
import dev.goatdb.fuzz.decoder.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decoders with a fault on purpose: the judge must say which promise they break. */
class EveryPromiseCanBreakTest {
  private static final Octets FIVE = new CborWriter().integer(5).octets();

  /** What one of the decoders allocated; otherwise it might not be allocated at all. */
  static byte[] held = {};

  private static <T> Target<T> reading(Target.Decoder<T> decoder, Target.Check<T> check) {
    return Target.of("faulty", Set.of("corrupted"), decoder, check, List::of);
  }

  private static Optional<Judge.Promise> broken(Target<?> target, Octets input) {
    return Judge.exact().judgeSoon(target, input).map(Judge.Finding::promise);
  }

  private static long integer(Octets bytes) {
    return new CborReader(bytes).integer();
  }

  private static void same(long number, Octets bytes) {
    if (!new CborWriter().integer(number).octets().equals(bytes)) {
      throw new Target.Broken("is written as " + number);
    }
  }

  @Test
  void aDecoderThatKeepsAllPromisesIsLeftAlone() {
    Target<Long> good = reading(EveryPromiseCanBreakTest::integer, EveryPromiseCanBreakTest::same);
    assertEquals(Optional.empty(), broken(good, FIVE));
    assertEquals(Optional.empty(), broken(good, Octets.EMPTY));
  }

  @Test
  void anUndeclaredErrorIsFound() {
    Target<Integer> careless = reading(bytes -> bytes.at(7), (read, bytes) -> {});
    assertEquals(Optional.of(Judge.Promise.ONLY_DECLARED_ERRORS), broken(careless, FIVE));
    Target<Integer> denying =
        reading(
            bytes -> {
              throw new GoatException.Denied("No.", "Go.");
            },
            (read, bytes) -> {});
    assertEquals(Optional.of(Judge.Promise.ONLY_DECLARED_ERRORS), broken(denying, FIVE));
  }

  @Test
  void anErrorOfWhatWasReadIsFoundAlsoWhereDecodingMayFailSo() {
    Target<Long> late =
        reading(
            EveryPromiseCanBreakTest::integer,
            (read, bytes) -> {
              throw new GoatException.Corrupted("Late.", "Look earlier.");
            });
    assertEquals(Optional.of(Judge.Promise.ONLY_DECLARED_ERRORS), broken(late, FIVE));
  }

  @Test
  void memoryForALengthThatIsOnlyClaimedIsFound() {
    Target<Long> bomb =
        reading(
            bytes -> {
              long length = integer(bytes);
              held = new byte[(int) length];
              return length;
            },
            EveryPromiseCanBreakTest::same);
    assertEquals(Optional.empty(), broken(bomb, FIVE));
    Octets large = new CborWriter().integer(50_000_000).octets();
    assertEquals(Optional.of(Judge.Promise.MEMORY_IS_BOUNDED), broken(bomb, large));
  }

  @Test
  void twoFormsOfTheSameAreFound() {
    Target<Long> lax =
        reading(
            bytes -> bytes.at(0) == 0x18 ? bytes.at(1) : integer(bytes),
            EveryPromiseCanBreakTest::same);
    assertEquals(Optional.empty(), broken(lax, FIVE));
    Octets longer = Octets.ofHex("1805");
    assertEquals(Optional.of(Judge.Promise.WHAT_WAS_READ_IS_RIGHT), broken(lax, longer));
  }

  @Test
  void writingToTheInputIsFound() {
    Target<Byte> writer = reading(bytes -> bytes.array()[0]++, (read, bytes) -> {});
    assertEquals(Optional.of(Judge.Promise.WHAT_WAS_READ_IS_RIGHT), broken(writer, FIVE));
  }

  @Test
  void aDecoderThatTakesLongIsFound() {
    long most = 20_000_000;
    Target<Long> slow =
        reading(
            bytes -> {
              var threads = ManagementFactory.getThreadMXBean();
              long until = threads.getCurrentThreadCpuTime() + 2 * most;
              while (threads.getCurrentThreadCpuTime() < until) {
                Thread.onSpinWait();
              }
              return 5L;
            },
            EveryPromiseCanBreakTest::same);
    assertEquals(
        Optional.of(Judge.Promise.IT_ENDS_SOON),
        Judge.impatient(most).judge(slow, FIVE).map(Judge.Finding::promise));
  }

  @Test
  void aDecoderThatHangsIsFound() {
    Target<Long> endless =
        reading(
            bytes -> {
              while (!Thread.interrupted()) {
                Thread.onSpinWait();
              }
              return 5L;
            },
            EveryPromiseCanBreakTest::same);
    assertEquals(
        Optional.of(Judge.Promise.IT_ENDS_SOON),
        Judge.exact()
            .judgeWithin(Duration.ofMillis(300), endless, FIVE)
            .map(Judge.Finding::promise));
  }

  @Test
  void aFindingIsPrintedAndKept(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Campaign campaign =
        new Campaign(
            new Corpus(folder), folder, 7, new PrintStream(out, true, StandardCharsets.UTF_8));
    campaign.report(reading(bytes -> bytes.at(7), (read, bytes) -> {}), FIVE);
    Path kept;
    try (var files = Files.list(folder.resolve("faulty"))) {
      kept = files.findFirst().orElseThrow();
    }
    assertEquals(FIVE, Octets.of(Files.readAllBytes(kept)));
    assertEquals(1, campaign.findings());
    String report = out.toString(StandardCharsets.UTF_8);
    for (String part :
        List.of(
            "target faulty, seed 7",
            "ONLY_DECLARED_ERRORS: throws java.lang.ArrayIndexOutOfBounds",
            "1 bytes in base64: BQ==",
            "replay: ./goat fuzz faulty --input " + kept)) {
      assertTrue(report.contains(part), report);
    }
  }

  /** Fails for one text of four letters, which chance alone would not write. */
  public static final class Locked {
    private Locked() {}

    public static void fuzzerTestOneInput(byte[] input) {
      boolean open =
          input.length == 4
              && input[0] == 'g'
              && input[1] == 'o'
              && input[2] == 'a'
              && input[3] == 't';
      if (open) {
        throw new AssertionError("open");
      }
    }
  }

  @Test
  void inputsAreFoundByTheBranchesTheyReach(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("seeds"));
    Jazzer jazzer = new Jazzer(folder);
    jazzer.run(Locked.class, "all", 1, Jazzer.Length.inputs(1_000_000), numbers -> {});
    List<Path> found = jazzer.found();
    assertEquals(1, found.size(), jazzer.lastWords());
    assertEquals("goat", Files.readString(found.get(0)));
  }
}
