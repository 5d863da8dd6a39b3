package dev.goatdb.fuzz;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.fuzz.decoder.Target;
import dev.goatdb.jvm.JvmFunctions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The command line of the fuzzer. */
public final class Fuzz {
  private static final int FAILED = 1;
  private static final int USAGE = 64;
  private static final int BROKEN = 70;

  private Fuzz() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    System.exit(run(args, System.out, System.err));
  }

  /** Runs what the arguments say; returns the exit code. */
  static int run(String[] args, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    Pure.install(new JvmFunctions());
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException wrong) {
      err.println("goat: " + wrong.getMessage() + "; ./goat fuzz --help says more");
      return USAGE;
    }
    if (options.help()) {
      out.print(Options.HELP);
      return 0;
    }
    if (options.input().isPresent()) {
      return replay(options.targets().get(0), options.input().get(), out, err);
    }
    return fuzz(options, out);
  }

  private static int fuzz(Options options, PrintStream out)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("goat-fuzz");
    Campaign campaign = new Campaign(new Corpus(options.corpus()), work, options.seed(), out);
    long seconds = Math.round(60 * options.minutes() / options.targets().size());
    out.println("seed " + options.seed() + ", " + Math.max(1, seconds) + " s for each target");
    for (Target<?> target : options.targets()) {
      campaign.run(target, Jazzer.Length.seconds(seconds));
    }
    Campaign.delete(work);
    out.println(
        "targets "
            + options.targets().size()
            + ", findings "
            + campaign.findings()
            + ", failed "
            + campaign.failures());
    return campaign.findings() > 0 ? FAILED : campaign.failures() > 0 ? BROKEN : 0;
  }

  private static int replay(Target<?> target, Path file, PrintStream out, PrintStream err)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      err.println("goat: there is no file " + file + "; ./goat fuzz --help says more");
      return USAGE;
    }
    Octets input = Octets.wrap(Files.readAllBytes(file));
    Optional<Judge.Finding> finding = Judge.exact().judgeSoon(target, input);
    finding.ifPresent(one -> {
      if (one.cause() != null) {
        one.cause().printStackTrace(out);
      }
    });
    out.println(
        target.name()
            + ": "
            + finding.map(Judge.Finding::toString).orElse("all promises are kept"));
    return finding.isPresent() ? FAILED : 0;
  }
}
