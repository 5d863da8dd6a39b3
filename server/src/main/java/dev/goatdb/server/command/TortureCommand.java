package dev.goatdb.server.command;

import dev.goatdb.error.GoatException;
import dev.goatdb.server.torture.Torture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code goat torture}: is everything acknowledged there after a kill? */
@Command(
    name = "torture",
    mixinStandardHelpOptions = true,
    description = {
      "Kills a real server under load, as kill -9 does, again and again, and every third time a",
      "program with a database of its own. After each kill everything that was acknowledged must",
      "be there, and every log must pass 'goat verify'. With --damage, copies of the logs and",
      "indexes are damaged too: damage to a log must be reported, damage to an index must heal."
    },
    footer = {
      "",
      "Examples:",
      "  goat torture --kills 200",
      "  goat torture --kills 20 --damage --seed 7",
      "",
      "The last line is 'kills N, acknowledged M, lost 0'; the exit code is 1 if anything is lost."
    })
final class TortureCommand implements Callable<Integer> {
  private static final int DAMAGES = 300;

  @Option(
      names = "--kills",
      description = "how often something is killed (default: ${DEFAULT-VALUE})")
  private int kills = 20;

  @Option(names = "--damage", description = "damage copies of logs and indexes afterwards")
  private boolean damage;

  @Option(names = "--seed", description = "what chance decides by (default: another one each time)")
  private @Nullable Long seed;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "an empty folder to work in, which is kept (default: a temporary one)")
  private @Nullable Path data;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    Terminal.quieter();
    PrintWriter out = spec.commandLine().getOut();
    long by = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
    try {
      Path scratch = data == null ? Files.createTempDirectory("goat-torture") : data;
      out.println("seed " + by + ", working in " + scratch);
      out.flush();
      Torture.Result result = new Torture(scratch, by, out).run(kills, damage ? DAMAGES : 0);
      if (result.failures() == 0 && data == null) {
        Torture.clear(scratch);
      }
      out.printf(
          Locale.ROOT,
          "kills %d, acknowledged %d, lost %d%n",
          result.kills(),
          result.acknowledged(),
          result.failures());
      out.flush();
      return result.failures() == 0 ? 0 : 1;
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not work in the scratch folder: " + failed.getMessage() + ".",
              "Check the disk and its free space.")
          .causedBy(failed);
    }
  }
}
