package dev.goatdb.server.command;

import dev.goatdb.Changelog;
import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.error.GoatException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat log}: who changed what when. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = {
      "Shows who changed what when, from the history in a folder, one edit a line:",
      "by repository, and in each in the order in which edits came. No server may have it open;",
      "copy the folder first where one has. Times are those of the authors' clocks."
    },
    footer = {
      "",
      "Examples:",
      "  goat log --data /var/lib/goat",
      "  goat log /data/todos/milk --since 7d",
      "  goat log /data/todos --user ann --format csv"
    })
final class LogCommand implements Callable<Integer> {
  /** How edits are written. */
  enum Format {
    text,
    json,
    csv
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "only this item, /type/repo/item, or this repository, /type/repo")
  private @Nullable String path;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "the folder of the data (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("goat-data");

  @Option(names = "--user", paramLabel = "NAME", description = "only edits of this user")
  private @Nullable String user;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "only edits of this session; the beginning of its id will do")
  private @Nullable String session;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "only edits from then on: 2026-01-31T12:00:00Z, or 30d, 12h ago")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "only edits before then")
  private @Nullable String until;

  @Option(
      names = "--format",
      description =
          "${COMPLETION-CANDIDATES}; JSON has an object a line (default: ${DEFAULT-VALUE})")
  private Format format = Format.text;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    Terminal.quiet();
    if (!Files.isDirectory(data.resolve("repositories"))) {
      throw new GoatException.NotFound(
          "There are no repositories in " + data + ".",
          "Give the folder that 'goat serve --data' uses.");
    }
    Instant from = since == null ? Instant.MIN : Moments.parse(since);
    Instant to = until == null ? Instant.MAX : Moments.parse(until);
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.csv) {
      out.println("time,path,user,session,commit,confirmed,changes");
    }
    try (GoatDB db = GoatDB.open(data, o -> o.file(GoatFile.parse("{}")))) {
      for (String repository : db.repositories()) {
        if (path == null || path.equals(repository) || path.startsWith(repository + "/")) {
          Changelog.read(
              db,
              repository,
              entry -> {
                if (fits(entry) && !entry.at().isBefore(from) && entry.at().isBefore(to)) {
                  out.println(line(entry));
                }
              });
        }
      }
    }
    out.flush();
    return 0;
  }

  private boolean fits(Changelog.Entry entry) {
    boolean whole = path == null || path.indexOf('/', path.indexOf('/', 1) + 1) < 0;
    return (whole || entry.path().equals(path))
        && (user == null || entry.user().equals(Optional.of(user)))
        && (session == null || entry.session().startsWith(session));
  }

  private String line(Changelog.Entry entry) {
    String changes = String.join("; ", entry.changes());
    return switch (format) {
      case text ->
          entry.at()
              + " "
              + entry.path()
              + " by "
              + entry.user().orElse("a guest")
              + " ("
              + entry.session().substring(0, 10)
              + ")"
              + (entry.receipted() ? ": " : ", not confirmed: ")
              + changes.replace("\n", "\\n");
      case json ->
          new JsonObject()
              .put("time", entry.at().toString())
              .put("path", entry.path())
              .put("user", entry.user().orElse(null))
              .put("session", entry.session())
              .put("commit", entry.commit())
              .put("schema", entry.schema())
              .put("confirmed", entry.receipted())
              .put("changes", new JsonArray(entry.changes()))
              .encode();
      case csv ->
          String.join(
              ",",
              entry.at().toString(),
              quoted(entry.path()),
              quoted(entry.user().orElse("")),
              entry.session(),
              entry.commit(),
              Boolean.toString(entry.receipted()),
              quoted(changes));
    };
  }

  /** A field of CSV; what a spreadsheet would take for a formula is text. */
  private static String quoted(String text) {
    boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
