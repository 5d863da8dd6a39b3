package dev.goatdb.sim;

import dev.goatdb.core.host.Pure;
import dev.goatdb.sim.machine.FastFunctions;
import java.io.IOException;
import java.io.PrintStream;

/** The command line of the simulator. */
public final class Sim {
  private static final int FAILED = 1;
  private static final int USAGE = 64;

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
    Campaign campaign = new Campaign(options.climate());
    campaign.run(options.first(), options.seeds(), out);
    if (options.json().isPresent()) {
      campaign.writeJson(options.json().get());
    }
    campaign.summarise(out);
    return campaign.failed() == 0 ? 0 : FAILED;
  }
}
