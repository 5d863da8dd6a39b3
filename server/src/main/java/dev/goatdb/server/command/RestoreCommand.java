package dev.goatdb.server.command;

import dev.goatdb.jvm.maintenance.Restore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat restore}: a backup into an empty folder. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a folder from a backup, after checking all of it. The folder must be empty or not",
      "exist: nothing is ever restored over other data.",
      "Every log goes on in a new epoch that names the one before, so that peers which know more",
      "of it bring back what came after the backup."
    },
    footer = {
      "",
      "Example:",
      "  goat restore /backups/goat.backup ./goat-data",
      "",
      "Where the backup has no keys, put session.key back into the folder before it is opened,",
      "and root.key and trusted.key where there were any: of a server, or of a database without",
      "one. Without root.key it cannot be served, nor opened without its server."
    })
final class RestoreCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "the backup")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Parameters(index = "1", paramLabel = "DIR", description = "the folder that is made")
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    Terminal.quiet();
    PrintWriter out = spec.commandLine().getOut();
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      Restore.Result result = Restore.run(file, folder, progress::show);
      progress.clear();
      out.printf(
          Locale.ROOT,
          "%s: %,d logs with %,d commits, as they were saved at %s%n",
          folder,
          result.logs(),
          result.commits(),
          Instant.ofEpochMilli(result.madeMillis()));
      if (result.unfinished() > 0) {
        out.printf(
            Locale.ROOT,
            "  %,d bytes of a later run were left out: it did not finish, or is damaged%n",
            result.unfinished());
      }
      if (result.unsealed() > 0) {
        out.printf(
            Locale.ROOT,
            "  %,d commits were left out: only the session that made them could seal them, and its"
                + " key is not in the backup%n",
            result.unsealed());
      }
      if (!result.hasKeys()) {
        out.println(
            "  the backup has no keys: put back session.key, and root.key and trusted.key where the"
                + " folder was a server's or a database of its own");
      }
      out.flush();
      return 0;
    }
  }
}
