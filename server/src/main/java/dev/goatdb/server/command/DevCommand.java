package dev.goatdb.server.command;

import dev.goatdb.GoatFile;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.GoatServer;
import dev.goatdb.server.types.TypeScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat dev}: a server and Vite, for somebody who writes an application. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a server and 'npm run dev' in the folder of an application, until Ctrl-C.",
      "When goat.json changes, the types are written again and the server starts again with it;",
      "everything else is reloaded by Vite, which passes /sync on to the server (see vite.config.ts)."
    },
    footer = {"", "Examples:", "  goat dev", "  goat dev my-app --port 9000"})
final class DevCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 300;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "the folder with goat.json and package.json (default: this one)")
  private Path folder = Path.of("");

  @Option(
      names = {"-p", "--port"},
      description = "the port of the server; the page is on Vite's own (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "the folder of the data (default: .goat-dev in the application)")
  private @Nullable Path data;

  @Option(
      names = {"-o", "--types"},
      paramLabel = "FILE",
      description = "the module that 'goat types' writes (default: src/goat.ts)")
  private @Nullable Path module;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private @Nullable GoatServer server;

  @Override
  public Integer call() throws Exception {
    Terminal.quiet();
    if (!Files.isRegularFile(folder.resolve("package.json"))) {
      throw new GoatException.NotFound(
          "There is no package.json in " + folder.toAbsolutePath() + ".",
          "Name the folder of an application: goat dev DIR.");
    }
    if (!Files.isDirectory(folder.resolve("node_modules"))) {
      throw new GoatException.NotFound(
          "The packages of " + folder.toAbsolutePath() + " are not installed.",
          "Run 'npm install' there.");
    }
    Path definitions = folder.resolve("goat.json");
    restart(definitions);
    Process vite = startVite();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(vite), "shutdown"));
    String known = read(definitions);
    while (!vite.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      String now = read(definitions);
      if (!now.equals(known)) {
        known = now;
        tryRestart(definitions);
      }
    }
    end(vite);
    return vite.exitValue();
  }

  private Process startVite() throws IOException {
    ProcessBuilder vite =
        new ProcessBuilder("npm", "run", "dev").directory(folder.toAbsolutePath().toFile());
    vite.environment().put("GOAT_SERVER", "http://localhost:" + port);
    vite.inheritIO();
    if (!Terminal.isInteractive()) {
      vite.redirectInput(ProcessBuilder.Redirect.PIPE);
    }
    return vite.start();
  }

  /** While a file is being edited it may be wrong; what ran before goes on. */
  private void tryRestart(Path definitions) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      restart(definitions);
    } catch (GoatException wrong) {
      err.println("goat: " + wrong.getMessage().strip());
      err.flush();
    }
  }

  private synchronized void restart(Path definitions) {
    GoatFile file = GoatFile.load(definitions);
    Path target = module != null ? module : folder.resolve("src").resolve("goat.ts");
    boolean written = TypesCommand.write(target, TypeScript.module("goat.json", read(definitions)));
    if (server != null) {
      server.close();
    }
    Path place = data != null ? data : folder.resolve(".goat-dev");
    server = GoatServer.open(place, o -> o.port(port).file(file));
    port = server.port();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "goat: serving "
            + definitions
            + " at ws://localhost:"
            + port
            + (written ? ", wrote " + target : ""));
    out.flush();
  }

  /** npm starts Vite through a shell, and neither passes the end on. */
  private synchronized void end(Process vite) {
    vite.descendants().forEach(ProcessHandle::destroy);
    vite.destroy();
    if (server != null) {
      server.close();
    }
  }

  private static String read(Path definitions) {
    try {
      return Files.readString(definitions);
    } catch (IOException absent) {
      return "";
    }
  }
}
