package dev.goatdb.server;

import dev.goatdb.GoatDB;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of GoatDB. */
@Command(
    name = "goat",
    description = "GoatDB, an embedded distributed document database.",
    mixinStandardHelpOptions = true,
    subcommands = Goat.Demo.class)
public final class Goat {
  private Goat() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Goat()).execute(args));
  }

  /** Starts a server, asks it once and stops. */
  @Command(name = "demo", description = "a server that answers one request of its own")
  static final class Demo implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(Demo.class);

    @Override
    public Integer call() {
      Vertx vertx = Vertx.vertx();
      try {
        Router router = Router.router(vertx);
        router.get("/").handler(request -> request.end(GoatDB.about()));
        int port = vertx.createHttpServer().requestHandler(router).listen(0).await().actualPort();
        log.info("listening on port {}: {}", port, GoatDB.about());
        return 0;
      } finally {
        vertx.close().await();
      }
    }
  }
}
