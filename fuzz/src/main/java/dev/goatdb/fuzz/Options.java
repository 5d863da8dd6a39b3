package dev.goatdb.fuzz;

import dev.goatdb.fuzz.decoder.Target;
import dev.goatdb.fuzz.decoder.Targets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param targets what to fuzz; all where none is named
 * @param minutes how long, all targets together
 * @param seed where chance begins
 * @param input a file to replay instead
 * @param corpus the folder of inputs that once broke a promise
 */
record Options(
    boolean help,
    List<Target<?>> targets,
    double minutes,
    long seed,
    Optional<Path> input,
    Path corpus) {
  private static final double USUAL_MINUTES = 10;

  /** Jazzer takes 32 bits, and 0 for a seed of its own. */
  private static final long MOST_SEED = (1L << 31) - 1;

  static final String HELP =
      """
      usage: ./goat fuzz [TARGET ...] [--minutes N] [--seed N]
             ./goat fuzz TARGET --input FILE

        Feeds malformed input to everything that reads bytes or text from outside, guided by the
        code that it reaches. A decoder gives something or one of its declared errors, takes no
        more memory than its input is worth, ends soon, and what it read is written as it was.

        TARGET        what to fuzz (all of them):
      """
          + listed()
          + """
            --minutes N   how long, all targets together (10); a fraction is fine
            --seed N      where chance begins, from 1 up (another one each time)
            --input FILE  replay one input and say what is wrong

            An input that breaks a promise is printed, kept in fuzz/corpus/TARGET, where './goat test'
            replays it for ever, and ends the run of its target. Exit code 1 means that there was one.
          """;

  private static String listed() {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (String name : Campaign.names()) {
      if (line.length() + name.length() > 74) {
        lines.append("                ").append(line).append("\n");
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(name);
    }
    return lines.append("                ").append(line).append("\n").toString();
  }

  /** Throws {@code IllegalArgumentException} that says what is wrong. */
  static Options parse(String[] args) {
    boolean help = false;
    List<Target<?>> targets = new ArrayList<>();
    double minutes = USUAL_MINUTES;
    long seed = 1 + System.currentTimeMillis() % MOST_SEED;
    Optional<Path> input = Optional.empty();
    Path corpus = Path.of("fuzz", "corpus");
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--help", "-h" -> help = true;
        case "--minutes" -> minutes = minutes(value(args, ++i));
        case "--seed" -> seed = seed(value(args, ++i));
        case "--input" -> input = Optional.of(Path.of(value(args, ++i)));
        case "--corpus" -> corpus = Path.of(value(args, ++i));
        default -> targets.add(target(args[i]));
      }
    }
    if (input.isPresent() && targets.size() != 1) {
      throw new IllegalArgumentException("--input needs one TARGET");
    }
    return new Options(
        help, targets.isEmpty() ? Targets.all() : targets, minutes, seed, input, corpus);
  }

  private static Target<?> target(String name) {
    if (name.startsWith("-")) {
      throw new IllegalArgumentException("there is no option '" + name + "'");
    }
    return Targets.named(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no target '" + name + "'"));
  }

  private static String value(String[] args, int index) {
    if (index >= args.length) {
      throw new IllegalArgumentException(args[index - 1] + " needs a value");
    }
    return args[index];
  }

  private static double minutes(String text) {
    try {
      double minutes = Double.parseDouble(text);
      if (minutes > 0 && minutes <= 100_000) {
        return minutes;
      }
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("'" + text + "' is not a number", wrong);
    }
    throw new IllegalArgumentException("'" + text + "' minutes are none, or too many");
  }

  private static long seed(String text) {
    try {
      long seed = Long.parseLong(text);
      if (seed >= 1 && seed <= MOST_SEED) {
        return seed;
      }
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("'" + text + "' is not a number", wrong);
    }
    throw new IllegalArgumentException("a seed is a number from 1 to " + MOST_SEED);
  }
}
