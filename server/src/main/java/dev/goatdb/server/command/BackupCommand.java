package dev.goatdb.server.command;

import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.maintenance.Backup;
import dev.goatdb.jvm.maintenance.BackupFile;
import dev.goatdb.jvm.maintenance.FolderAudit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat backup}: a folder into one file, again and again. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = {"goat backup DIR FILE [--with-keys]", "       goat backup --verify FILE"},
    description = {
      "Saves all logs of a folder into one file; the folder may be in use. Run again with the same",
      "file it appends what is new since. A run that is interrupted leaves the backup as it was.",
      "The private keys are left out: keep a copy of session.key and, of a server, root.key and",
      "trusted.key in a safe place, or give --with-keys and keep the backup itself there."
    },
    footer = {
      "",
      "Examples:",
      "  goat backup ./goat-data /backups/goat.backup",
      "  goat backup --verify /backups/goat.backup",
      "",
      "'goat restore' makes a folder from it, 'goat repair --from' mends one."
    })
final class BackupCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", index = "0", paramLabel = "DIR", description = "the folder")
  private @Nullable Path folder;

  @Parameters(arity = "0..1", index = "1", paramLabel = "FILE", description = "the backup")
  private @Nullable Path file;

  @Option(
      names = "--verify",
      paramLabel = "FILE",
      description = "check a backup instead: all checksums, commits and signatures")
  private @Nullable Path verify;

  @Option(
      names = "--with-keys",
      description = "save the private keys too; only the owner may read the file then")
  private boolean withKeys;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    Terminal.quiet();
    if (verify != null && folder == null) {
      return verify(verify);
    }
    if (folder == null || file == null || verify != null) {
      throw new GoatException.InvalidValue(
          "A backup needs a folder and a file.", "Write goat backup DIR FILE.");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      Backup.Result result =
          Backup.run(folder, file, withKeys, (log, bytes) -> progress.show("saving " + log, bytes));
      progress.clear();
      out.printf(
          Locale.ROOT,
          "%s: %,d logs of %,d bytes, %,d of them new; the file has %,d bytes%n",
          file,
          result.logs(),
          result.logBytes(),
          result.added(),
          result.fileBytes());
      result
          .damages()
          .forEach((log, damage) ->
              out.printf(
                  Locale.ROOT,
                  "  %s is damaged from byte %,d to byte %,d: repair it, now or with this backup%n",
                  log,
                  damage.from(),
                  damage.to()));
      if (!withKeys) {
        out.println(
            "  the private keys are not in it: keep session.key, root.key and trusted.key of the"
                + " folder in a safe place");
      }
      out.flush();
      return result.damages().isEmpty() ? 0 : 1;
    }
  }

  private int verify(Path backup) {
    PrintWriter out = spec.commandLine().getOut();
    boolean sound = true;
    try (BackupFile opened = BackupFile.open(backup);
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      out.println(backup + ": made " + Instant.ofEpochMilli(opened.timeMillis()));
      if (opened.unfinished() > 0) {
        out.printf(
            Locale.ROOT,
            "  %,d bytes of a later run follow, which did not finish or is damaged%n",
            opened.unfinished());
      }
      for (String log : opened.logs()) {
        FolderAudit.Checked checked =
            opened.check(log, bytes -> progress.show("checking " + log, bytes));
        progress.clear();
        FindingsText.print(checked, out);
        sound &= checked.isSound();
      }
    }
    out.println("verified: " + (sound ? "yes" : "no"));
    out.flush();
    return sound ? 0 : 1;
  }
}
