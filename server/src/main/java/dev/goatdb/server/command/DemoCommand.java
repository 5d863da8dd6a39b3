package dev.goatdb.server.command;

import dev.goatdb.server.demo.Demo;
import dev.goatdb.server.demo.Plain;
import dev.goatdb.server.demo.Screen;
import dev.goatdb.server.demo.Stage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code goat demo}: a server, two people, and everything that can go wrong. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what GoatDB does, in about 20 seconds and a temporary folder:",
      "a server and two people with a catalogue of 2,000 packages. They edit it together and apart,",
      "one goes offline, the server is killed with -9 and started again, and in the end all of them",
      "hold the same."
    },
    footer = {
      "",
      "Examples:",
      "  goat demo",
      "  goat demo --check     as fast as it can, and compares every field with what was done"
    })
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--check", description = "do the same without drawing, and report")
  private boolean check;

  @Override
  public Integer call() throws Exception {
    Terminal.quiet();
    try (Stage stage = stage()) {
      return new Demo(stage).run() ? 0 : 1;
    }
  }

  private Stage stage() {
    boolean drawn = !check && Terminal.isInteractive();
    boolean coloured = !System.getenv().containsKey("NO_COLOR");
    return drawn ? new Screen(System.out, coloured) : new Plain(System.out, !check);
  }
}
