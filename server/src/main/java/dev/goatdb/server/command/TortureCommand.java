package dev.goatdb.server.command;

import dev.goatdb.error.GoatException;
import dev.goatdb.server.network.Campaign;
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
      "indexes are damaged too: damage to a log must be reported, damage to an index must heal.",
      "",
      "With --network, connections are cut, reset, slowed down and silently dead while three clients",
      "edit; afterwards the server and they must have all that was written, field by field."
    },
    footer = {
      "",
      "Examples:",
      "  goat torture --kills 200",
      "  goat torture --kills 20 --damage --seed 7",
      "  goat torture --network 50",
      "",
      "The last lines are 'kills N, acknowledged M, lost 0' and 'slices N, failed 0'; the exit code is",
      "1 if anything is lost."
    })
final class TortureCommand implements Callable<Integer> {
  private static final int DAMAGES = 300;
  private static final int KILLS = 20;

  @Option(
      names = "--kills",
      description = "how often something is killed (default: 20, with --network none)")
  private @Nullable Integer kills;

  @Option(
      names = "--network",
      paramLabel = "SLICES",
      description = "how often three clients edit while their network fails (default: 0)")
  private int network;

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
      int failures = killAndDamage(scratch, by, out) + network(scratch, by, out);
      if (failures == 0 && data == null) {
        Torture.clear(scratch);
      }
      return failures == 0 ? 0 : 1;
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not work in the scratch folder: " + failed.getMessage() + ".",
              "Check the disk and its free space.")
          .causedBy(failed);
    }
  }

  private int killAndDamage(Path scratch, long by, PrintWriter out) throws IOException {
    int times = kills != null ? kills : network > 0 ? 0 : KILLS;
    if (times == 0 && !damage) {
      return 0;
    }
    Torture.Result result = new Torture(scratch, by, out).run(times, damage ? DAMAGES : 0);
    out.printf(
        Locale.ROOT,
        "kills %d, acknowledged %d, lost %d%n",
        result.kills(),
        result.acknowledged(),
        result.failures());
    out.flush();
    return result.failures();
  }

  private int network(Path scratch, long by, PrintWriter out) throws IOException {
    if (network == 0) {
      return 0;
    }
    int failures = new Campaign(scratch.resolve("network"), out).run(by, network);
    out.printf(Locale.ROOT, "slices %d, failed %d%n", network, failures);
    out.flush();
    return failures;
  }
}
