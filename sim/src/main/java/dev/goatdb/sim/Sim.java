package dev.goatdb.sim;

import dev.goatdb.core.host.Pure;
import dev.goatdb.sim.machine.FastFunctions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** The command line of the simulator. */
public final class Sim {
  private static final int FAILED = 1;
  private static final int USAGE = 64;

  /** After so many seeds a campaign writes down how far it came. */
  private static final int SLICE = 200;

  private Sim() {}

  public static void main(String[] args) throws IOException {
    System.exit(run(args, System.out, System.err));
  }

  /** Runs what the arguments say; returns the exit code. */
  static int run(String[] args, PrintStream out, PrintStream err) throws IOException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException wrong) {
      err.println("goat: " + wrong.getMessage() + "; ./goat sim --help says more");
      return USAGE;
    }
    if (options.help()) {
      out.print(Options.HELP);
      return 0;
    }
    Pure.install(new FastFunctions());
    if (options.merges()) {
      return Merges.run(options.first(), options.seeds(), out) == 0 ? 0 : FAILED;
    }
    try {
      return simulate(options, out);
    } catch (IllegalArgumentException | NoSuchFileException wrong) {
      err.println("goat: " + wrong.getMessage());
      return USAGE;
    }
  }

  private static int simulate(Options options, PrintStream out) throws IOException {
    Optional<Plan> one =
        options.world().isPresent()
            ? Optional.of(Plan.parse(Files.readString(options.world().get())))
            : Optional.of(Planner.plan(options.first(), options.climate()))
                .filter(any -> options.print() || options.shrink());
    if (options.print()) {
      out.print(one.orElseThrow().print());
      return 0;
    }
    boolean goesOn = options.resume().isPresent() && Files.exists(options.resume().get());
    Totals totals = goesOn ? Totals.read(options.resume().get()) : new Totals();
    Campaign campaign = new Campaign(options.climate(), totals);
    if (one.isPresent()) {
      Outcome outcome = campaign.run(one.get(), out);
      if (outcome.failed() && options.shrink()) {
        out.print(Shrinker.shrink(outcome).print());
      }
    } else {
      long first = goesOn ? totals.next() : options.first();
      for (int done = 0; done < options.seeds(); done += SLICE) {
        campaign.run(first + done, Math.min(SLICE, options.seeds() - done), out);
        if (options.resume().isPresent()) {
          totals.write(options.resume().get());
        }
      }
    }
    if (options.json().isPresent()) {
      campaign.writeJson(options.json().get());
    }
    campaign.summarise(out);
    return totals.failed() == 0 ? 0 : FAILED;
  }
}
