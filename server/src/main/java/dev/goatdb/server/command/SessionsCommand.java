package dev.goatdb.server.command;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.ItemView;
import dev.goatdb.Sessions;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.ServerAddress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat sessions}: whose they are, and an end to them. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | assign | revoke)",
    description = {
      "Says whose session is whose, as rules see it, and revokes sessions.",
      "A session is named by its id, which a program shows as db.session().",
      "Works on a folder, and where a server has it open, on the server."
    },
    footer = {
      "",
      "Examples:",
      "  goat sessions assign 3f1c0a9be2d84b5590aa61c7d0f3e812 ann",
      "  goat sessions revoke 3f1c0a9be2d84b5590aa61c7d0f3e812 --data /var/lib/goat"
    })
final class SessionsCommand {
  private static final String HOME = "/sys/sessions";
  private static final GoatFile SCHEMAS = GoatFile.of(Sessions.schema());

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Shows the sessions that are somebody's or are revoked.")
  int list(
      @Option(
              names = {"-d", "--data"},
              paramLabel = "DIR",
              defaultValue = "goat-data")
          Path data) {
    PrintWriter out = spec.commandLine().getOut();
    with(
        data,
        db -> {
          for (ItemView session : db.items(HOME)) {
            String id = session.path().substring(HOME.length() + 1);
            boolean revoked = session.find("revoked").filter(Boolean.TRUE::equals).isPresent();
            out.println(id + " " + session.find("user").orElse("-") + (revoked ? " revoked" : ""));
          }
        });
    out.flush();
    return 0;
  }

  @Command(
      name = "assign",
      mixinStandardHelpOptions = true,
      description = "Makes a session that of a user, from its next connection on.")
  int assign(
      @Parameters(paramLabel = "SESSION", description = "its id") String session,
      @Parameters(paramLabel = "USER", description = "the name of the user") String user,
      @Option(
              names = {"-d", "--data"},
              paramLabel = "DIR",
              defaultValue = "goat-data")
          Path data) {
    with(data, db -> db.sessions().assign(session, user));
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Ends a session for good, at once.")
  int revoke(
      @Parameters(paramLabel = "SESSION", description = "its id") String session,
      @Option(
              names = {"-d", "--data"},
              paramLabel = "DIR",
              defaultValue = "goat-data")
          Path data) {
    with(data, db -> db.sessions().revoke(session));
    return 0;
  }

  private static void with(Path data, Consumer<GoatDB> action) {
    Terminal.quiet();
    ImportCommand.Target target;
    try {
      target = ImportCommand.Target.folder(data, SCHEMAS);
    } catch (GoatException.InUse open) {
      String address = ServerAddress.read(data).orElseThrow(() -> open);
      target =
          ImportCommand.Target.server(address, Optional.of(data.resolve("trusted.key")), SCHEMAS);
    }
    try (ImportCommand.Target on = target) {
      if (on.isRemote()) {
        on.db().counts(HOME);
        on.db().sync();
      }
      action.accept(on.db());
      if (on.isRemote()) {
        on.db().sync();
      } else {
        on.db().flush();
      }
    }
  }
}
