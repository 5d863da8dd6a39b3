package dev.goatdb.bench;

import dev.goatdb.bench.group.Checkout;
import dev.goatdb.server.demo.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server with the to-do application and one list of tasks, brought there as a user would do it:
 * by {@code goat import}, so that everything is sealed by a client and confirmed by the server.
 */
final class TaskServer implements AutoCloseable {
  private static final String LIST = "tasks";

  private final Checkout checkout;
  private final Path folder;
  private final ServerProcess server;

  TaskServer(Checkout checkout, Path folder, int tasks) throws IOException, InterruptedException {
    this.checkout = checkout;
    this.folder = folder;
    server =
        ServerProcess.start(
            folder.resolve("server"),
            checkout.definitions(),
            Optional.of(checkout.assets()),
            0,
            folder.resolve("server.log"));
    try {
      // Its key is its name, so that the repository of its tasks is known.
      Path list = Files.writeString(folder.resolve("list.jsonl"), "{\"name\": \"" + LIST + "\"}");
      load(list, "list", "/data/lists", "--key", "name");
      Path all = folder.resolve("tasks.jsonl");
      Program.node(checkout.script("tasks.mjs"), List.of(Integer.toString(tasks))).run(all);
      load(all, "task", "/tasks/" + LIST);
    } catch (IOException | InterruptedException failed) {
      server.close();
      throw failed;
    }
  }

  private void load(Path lines, String schema, String repository, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(lines.toString(), "--to", repository));
    arguments.addAll(List.of("--schema", schema, "--server", server.address()));
    arguments.addAll(List.of("--definitions", checkout.definitions().toString()));
    arguments.addAll(List.of(more));
    Program.goat("import", arguments).run(folder.resolve("import.log"));
  }

  String web() {
    return server.address().replaceFirst("^ws", "http");
  }

  @Override
  public void close() {
    server.close();
  }
}
