package dev.goatdb.sim;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param first the first seed
 * @param seeds how many seeds
 * @param merges whether to walk through merges instead of simulating networks
 * @param json where to write a report
 */
record Options(
    boolean help, long first, int seeds, boolean merges, Climate climate, Optional<Path> json) {
  private static final int USUAL_SEEDS = 200;

  static final String HELP =
      """
      usage: ./goat sim [--seed N] [--seeds N] [--world NAME] [--json FILE]
             ./goat sim --merges [--seed N] [--seeds N]

        Simulates a server and two clients from a seed: virtual time, a network that delays, loses
        and reorders, disks and processes that crash. Every seed makes at least 200 edits and must
        keep all promises.

        --seed N      the seed to run, or to begin with when --seeds is given too
        --seeds N     how many seeds to run (200 without --seed, 1 with it)
        --world NAME  mixed (the usual one), calm (nothing is lost) or storm (much is)
        --json FILE   write a report
        --merges      random histories of one item instead, under three versions of a schema: any order
                      and repetition must give the same heads and value, as the plain rules do, old
                      versions must not see newer ones, and upgrades must commute with merges

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
          climate =
              Climate.of(name)
                  .orElseThrow(
                      () -> new IllegalArgumentException("there is no world '" + name + "'"));
        }
        case "--merges" -> merges = true;
        case "--json" -> json = Optional.of(Path.of(value(args, ++i)));
        default -> throw new IllegalArgumentException("there is no option '" + args[i] + "'");
      }
    }
    int count = seeds >= 0 ? seeds : single ? 1 : USUAL_SEEDS;
    return new Options(help, first, count, merges, climate, json);
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
