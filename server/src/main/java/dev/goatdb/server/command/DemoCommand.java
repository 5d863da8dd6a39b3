package dev.goatdb.server.command;

import dev.goatdb.server.GoatServer;
import dev.goatdb.server.demo.Application;
import dev.goatdb.server.demo.Check;
import dev.goatdb.server.demo.Demo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code goat demo}: the to-do list to try, or driven by a check. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Serves a to-do list that works offline and in several windows, and says what to try.",
      "With --check nobody needs to try: two windows of a real browser and a Java peer edit it together",
      "and apart, the network goes, the server is killed with -9, tabs crash, and in the end all of",
      "them are compared with what was done, field by field."
    },
    footer = {
      "",
      "Examples:",
      "  goat demo",
      "  goat demo --port 9000 --data my-lists",
      "  goat demo --check     in a fresh folder; needs a Chromium"
    })
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--check", description = "drive it, compare, and report")
  private boolean check;

  @Option(
      names = {"-p", "--port"},
      description = "the port; 0 takes a free one (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "the folder of the data (default: target/demo in the application)")
  private @Nullable Path data;

  @Option(
      names = "--app",
      paramLabel = "DIR",
      description = "the application (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("examples", "todo");

  @Option(
      names = "--screenshots",
      paramLabel = "DIR",
      description = "with --check: where pictures of it go (default: ${DEFAULT-VALUE})")
  private Path pictures = Path.of("target", "screenshots");

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (check) {
      Terminal.quieter();
    } else {
      Terminal.quiet();
    }
    PrintWriter out = spec.commandLine().getOut();
    Application application = new Application(folder);
    if (check) {
      try (Check run = new Check(application, pictures, out)) {
        return run.run() ? 0 : 1;
      }
    }
    Path place = Optional.ofNullable(data).orElse(application.data());
    GoatServer server = Demo.start(application, place, port, out);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    new CountDownLatch(1).await();
    return 0;
  }
}
