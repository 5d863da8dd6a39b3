package dev.goatdb.server.command;

import dev.goatdb.GoatFile;
import dev.goatdb.jvm.Silence;
import dev.goatdb.server.GoatServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code goat serve}: a server on a folder until it is told to end. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a server on a folder of data, until Ctrl-C or SIGTERM.",
      "The folder is made at the first start, and with it the organisation it has authority over.",
      "Clients connect over WebSocket; a browser shows the status, or your application (--assets)."
    },
    footer = {
      "",
      "Examples:",
      "  goat serve",
      "  goat serve --data /var/lib/goat --port 9000 --schema app/goat.json --assets app/dist",
      "",
      "Copy the folder to back it up; root.key in it is the authority itself, keep it secret.",
      "trusted.key opens a session of the operator, as 'goat import' uses it."
    })
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "the folder of the data (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("goat-data");

  @Option(
      names = {"-p", "--port"},
      description = "the port; 0 takes a free one (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(
      names = "--host",
      description =
          "the address to listen at; 0.0.0.0 lets other machines in (default: ${DEFAULT-VALUE})")
  private String host = "127.0.0.1";

  @Option(
      names = {"--schema", "--definitions"},
      paramLabel = "FILE",
      description = "the definition file with the schemas (default: goat.json where it exists)")
  private @Nullable Path definitions;

  @Option(
      names = "--assets",
      paramLabel = "DIR",
      description = "serve the files of this folder over HTTP")
  private @Nullable Path assets;

  @Option(
      names = "--csp",
      paramLabel = "POLICY",
      description =
          "what its pages may load, as in Content-Security-Policy (default: only this server)")
  private @Nullable String policy;

  @Option(
      names = "--silence",
      paramLabel = "SECONDS",
      description =
          "after how long without a sign of life a connection is closed (default: ${DEFAULT-VALUE})")
  private int silence = (int) Silence.DEFAULT.toSeconds();

  @Option(
      names = "--recover",
      description = "data was lost: take in only what has a receipt, until 'goat recover --go-on'")
  private boolean recover;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Optional<GoatFile> file = Definitions.load(definitions);
    Optional<Path> files = Optional.ofNullable(assets);
    Optional<String> allowed = Optional.ofNullable(policy);
    GoatServer server =
        GoatServer.open(
            data,
            o -> {
              o.port(port).host(host).silence(Duration.ofSeconds(silence));
              file.ifPresent(o::file);
              files.ifPresent(o::assets);
              allowed.ifPresent(o::contentSecurityPolicy);
              if (recover) {
                o.restoring();
              }
            });
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    describe(server, file);
    new CountDownLatch(1).await();
    return 0;
  }

  private void describe(GoatServer server, Optional<GoatFile> file) {
    PrintWriter out = spec.commandLine().getOut();
    String web = server.address().replaceFirst("^ws", "http");
    String schemas =
        file.filter(known -> !known.schemas().isEmpty())
            .map(known -> known.schemas().toString())
            .orElse("none; name a definition file with --schema to accept commits");
    out.println("GoatDB serves " + data.toAbsolutePath().normalize());
    out.println("  web          " + web + "/");
    out.println("  clients      " + server.address() + "/sync");
    out.println("  schemas      " + schemas);
    out.println("  rules        " + rules(file));
    out.println(
        "  organisation \"organisation\": {\"root\": \""
            + server.db().organisationRoot().orElse("")
            + "\"}   (for the goat.json of clients)");
    out.println("  operator key " + data.resolve("trusted.key").toAbsolutePath().normalize());
    out.flush();
  }

  private static String rules(Optional<GoatFile> file) {
    int count = file.map(GoatFile::ruleCount).orElse(0);
    return count == 0
        ? "none; whoever reaches this server may read and write everything"
        : count == 1 ? "1" : Integer.toString(count);
  }
}
