package dev.goatdb.server.command;

import dev.goatdb.error.GoatException;
import dev.goatdb.server.operator.Operator;
import dev.goatdb.server.operator.Wish;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code goat recover}: how a server that lost data is getting it back. */
@Command(
    name = "recover",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how a running server that lost data gets it back from its clients: per repository what",
      "came back and from which sessions, and how many commits it once gave a receipt for are still",
      "missing. While some are, it takes in nothing new of that repository; edits wait at their",
      "authors. After ten minutes in which nothing came it goes on by itself."
    },
    footer = {
      "",
      "Examples:",
      "  goat recover --data ./goat-data --watch",
      "  goat recover --server wss://db.example.org --key trusted.key",
      "  goat recover --data ./goat-data --go-on",
      "",
      "After a loss: put the keys (root.key, trusted.key, session.key) into the folder, with a backup",
      "where there is one ('goat restore'), and start 'goat serve --recover'. Clients bring the rest",
      "as they connect; '--go-on' ends that, when nobody is expected to bring more.",
      "The last line is 'recovered: yes' where nothing is missing, and the exit code is 0 only then."
    })
final class RecoverCommand implements Callable<Integer> {
  private static final long EVERY_MILLIS = 1_000;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "the folder of the server on this machine (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("goat-data");

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "another server, ws://host:port or wss://host")
  private @Nullable String server;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "with --server: a copy of its trusted.key")
  private @Nullable Path key;

  @Option(names = "--watch", description = "go on telling, until nothing is missing any more")
  private boolean watch;

  @Option(names = "--go-on", description = "have the server go on without what is missing")
  private boolean goOn;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Terminal.quiet();
    Operator operator = operator();
    if (goOn) {
      operator.ask(Wish.GO_ON);
    }
    JsonObject last = new JsonObject();
    boolean whole = false;
    do {
      JsonObject now = operator.ask(Wish.RESTORATIONS);
      if (!now.equals(last)) {
        whole = tell(now);
        last = now;
      }
      if (watch && !whole) {
        Thread.sleep(EVERY_MILLIS);
      }
    } while (watch && !whole);
    spec.commandLine().getOut().println("recovered: " + (whole ? "yes" : "no"));
    spec.commandLine().getOut().flush();
    return whole ? 0 : 1;
  }

  private Operator operator() {
    if (server == null) {
      return Operator.of(data);
    }
    if (key == null) {
      throw new GoatException.InvalidValue(
          "'--server' needs the operator's key.", "Add --key with a copy of its trusted.key.");
    }
    return Operator.at(server, key);
  }

  /**
   * Prints how it stands; returns whether nothing is missing and the operator's word is not due.
   */
  private boolean tell(JsonObject state) {
    PrintWriter out = spec.commandLine().getOut();
    JsonArray repositories = state.getJsonArray("repositories");
    boolean whole = !state.getBoolean("restoring");
    for (int i = 0; i < repositories.size(); i++) {
      JsonObject one = repositories.getJsonObject(i);
      whole &= one.getInteger("missing") == 0;
      out.printf(
          Locale.ROOT,
          "%s: %,d came back, %,d missing, %,d given up%n",
          one.getString("repository"),
          one.getInteger("back"),
          one.getInteger("missing"),
          one.getInteger("lost"));
      one.getJsonObject("from")
          .forEach(from ->
              out.printf(Locale.ROOT, "  %s from session %s%n", from.getValue(), from.getKey()));
    }
    if (repositories.isEmpty()) {
      out.println("no repository that is open lacks a commit that had a receipt");
    }
    if (state.getBoolean("restoring")) {
      out.println("the server takes in only what has a receipt, until --go-on");
    }
    out.flush();
    return whole;
  }
}
