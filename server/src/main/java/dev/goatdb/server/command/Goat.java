package dev.goatdb.server.command;

import dev.goatdb.error.GoatException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of GoatDB. */
@Command(
    name = "goat",
    description = "GoatDB, an embedded distributed document database.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      ImportCommand.class,
      CheckCommand.class,
      TortureCommand.class,
      RestoreCommand.class,
      RecoverCommand.class,
      BackupCommand.class,
      RepairCommand.class,
      VerifyCommand.class,
      RulesCommand.class,
      SessionsCommand.class,
      LogCommand.class,
      TypesCommand.class,
      DemoCommand.class,
      DevCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Goat {
  private static final int WRONG_USE = 64;
  private static final int BUG = 70;

  private Goat() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Goat());
    line.setExitCodeExceptionMapper(error -> error instanceof GoatException ? 1 : BUG);
    line.setExecutionExceptionHandler(Goat::explain);
    line.setParameterExceptionHandler(Goat::teach);
    return line;
  }

  private static int explain(Exception error, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (error instanceof GoatException known) {
      err.println("goat: " + known.getMessage().strip());
    } else if (error instanceof UncheckedIOException io) {
      err.println("goat: " + io.getMessage());
    } else {
      err.println("goat: this is a bug, please report it:");
      error.printStackTrace(err);
      return BUG;
    }
    return 1;
  }

  private static int teach(CommandLine.ParameterException wrong, String[] args) {
    CommandLine line = wrong.getCommandLine();
    line.getErr().println("goat: " + wrong.getMessage());
    line.getErr()
        .println(
            "goat: '" + line.getCommandSpec().qualifiedName() + " --help' says how it is used.");
    return WRONG_USE;
  }
}
