package dev.goatdb.sim;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param first the first seed
 * @param seeds how many seeds
 * @param merges whether to walk through merges instead of simulating networks
 * @param climate the kind of worlds
 * @param world a file that describes the one world to run
 * @param print whether to print the world of the first seed instead of running it
 * @param shrink whether to look for a smaller world that fails in the same way
 * @param resume where a campaign writes down how far it came, and goes on from
 * @param json where to write a report
 */
record Options(
    boolean help,
    long first,
    int seeds,
    boolean merges,
    Climate climate,
    Optional<Path> world,
    boolean print,
    boolean shrink,
    Optional<Path> resume,
    Optional<Path> json) {
  private static final int USUAL_SEEDS = 200;

  static final String HELP =
      """
      usage: ./goat sim [--seed N] [--seeds N] [--world NAME] [--resume FILE] [--json FILE]
             ./goat sim --seed N --shrink
             ./goat sim --seed N --print
             ./goat sim --world FILE [--shrink]
             ./goat sim --merges [--seed N] [--seeds N]

        Simulates a server and some clients from a seed: virtual time, a network that delays, loses,
        doubles and reorders, disks and processes that fail, clocks that jump, and in some worlds a
        peer that lies. Every seed makes at least 200 edits and must keep all promises; every world
        is run twice, and must go the same way again.

        --seed N       the seed to run, or to begin with when --seeds is given too
        --seeds N      how many seeds to run (200 without --seed, 1 with it)
        --world NAME   mixed (the usual one), calm (nothing is lost) or storm (much is)
        --world FILE   one world, as --print or --shrink wrote it; a path has a '.' or a '/'
        --print        print the world of a seed, which --world FILE runs, also when it was changed
        --shrink       where the world fails, look for a smaller one that fails too, and print that
        --resume FILE  go on where the campaign of that file came to an end, and write it again
        --json FILE    write a report
        --merges       random histories of one item instead, under three versions of a schema: any
                       order and repetition must give the same heads and value, as the plain rules
                       do, old versions must not see newer ones, and upgrades must commute with merges

        A failing seed prints a line with the command that replays it.
      """;

  /** Throws {@code IllegalArgumentException} that says what is wrong. */
  static Options parse(String[] args) {
    boolean help = false;
    long first = 1;
    int seeds = -1;
    boolean single = false;
    boolean merges = false;
    Climate climate = Climate.MIXED;
    Optional<Path> world = Optional.empty();
    boolean print = false;
    boolean shrink = false;
    Optional<Path> resume = Optional.empty();
    Optional<Path> json = Optional.empty();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--help", "-h" -> help = true;
        case "--seed" -> {
          first = number(args, ++i);
          single = true;
        }
        case "--seeds" -> seeds = (int) Math.min(number(args, ++i), Integer.MAX_VALUE);
        case "--world" -> {
          String name = value(args, ++i);
          if (name.contains(".") || name.contains("/")) {
            world = Optional.of(Path.of(name));
          } else {
            climate =
                Climate.of(name)
                    .orElseThrow(
                        () -> new IllegalArgumentException("there is no world '" + name + "'"));
          }
        }
        case "--print" -> print = true;
        case "--shrink" -> shrink = true;
        case "--resume" -> resume = Optional.of(Path.of(value(args, ++i)));
        case "--merges" -> merges = true;
        case "--json" -> json = Optional.of(Path.of(value(args, ++i)));
        default -> throw new IllegalArgumentException("there is no option '" + args[i] + "'");
      }
    }
    int count = seeds >= 0 ? seeds : single ? 1 : USUAL_SEEDS;
    return new Options(help, first, count, merges, climate, world, print, shrink, resume, json);
  }

  private static String value(String[] args, int index) {
    if (index >= args.length) {
      throw new IllegalArgumentException(args[index - 1] + " needs a value");
    }
    return args[index];
  }

  private static long number(String[] args, int index) {
    String text = value(args, index);
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("'" + text + "' is not a number", wrong);
    }
    throw new IllegalArgumentException("'" + text + "' is below zero");
  }
}
