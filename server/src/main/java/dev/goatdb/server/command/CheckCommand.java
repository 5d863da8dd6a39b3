package dev.goatdb.server.command;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.RepositoryStatus;
import dev.goatdb.error.GoatException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat check}: is this definition file, or this folder, as it should be? */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a definition file and prints its schemas, or shows its mistakes, each at its place.",
      "With --data it opens a folder of data instead, reads every log to its end,",
      "and prints what is in it."
    },
    footer = {"", "Examples:", "  goat check goat.json", "  goat check --data ./goat-data"})
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "the definition file (default: goat.json)")
  private @Nullable Path file;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "a folder of data that no process has open")
  private @Nullable Path data;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (data != null) {
      checkFolder(data, out);
    } else {
      return checkFile(file == null ? Definitions.USUAL : file, out);
    }
    out.flush();
    return 0;
  }

  private int checkFile(Path path, PrintWriter out) {
    String text = Definitions.read(path);
    List<GoatFile.Mistake> mistakes = GoatFile.mistakes(text);
    if (mistakes.isEmpty()) {
      out.print(DefinitionText.describe(text));
      out.println(path + ": " + GoatFile.parse(text).schemas().size() + " schemas, all is well");
      out.flush();
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    mistakes.forEach(mistake -> err.print(DefinitionText.point(path.toString(), text, mistake)));
    err.println(
        "goat: "
            + (mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes")
            + " in "
            + path);
    err.flush();
    return 1;
  }

  private void checkFolder(Path folder, PrintWriter out) {
    if (!Files.isDirectory(folder.resolve("repositories"))) {
      throw new GoatException.NotFound(
          "There are no repositories in " + folder + ".",
          "Give the folder that 'goat serve --data' uses.");
    }
    GoatFile definitions = Definitions.load(file).orElse(GoatFile.parse("{}"));
    try (GoatDB db = GoatDB.open(folder, o -> o.file(definitions))) {
      for (String repository : db.repositories()) {
        RepositoryStatus status = db.status(repository);
        out.printf(
            Locale.ROOT,
            "%s: %,d items, %,d commits (%,d without a receipt), %,d bytes%n"
                + "  commits %s%n  values  %s%n",
            repository,
            status.items(),
            status.commits(),
            status.pending(),
            status.logBytes(),
            status.commitDigest(),
            status.valueDigest());
      }
      out.println(folder + ": " + db.repositories().size() + " repositories, all is well");
    }
  }
}
