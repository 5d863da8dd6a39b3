package dev.goatdb.server;

import static dev.goatdb.server.Tasks.REPOSITORY;
import static dev.goatdb.server.Tasks.TASK;
import static dev.goatdb.server.Tasks.TEXT;
import static dev.goatdb.server.Tasks.client;
import static dev.goatdb.server.Tasks.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.server.demo.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own that is killed while a client writes. */
final class KilledServerTest {
  private static final String DEFINITIONS =
      """
      {"schemas": {"task": [{"version": 1, "fields": {
        "text": {"type": "string", "required": true}, "done": {"type": "boolean", "default": false},
        "tags": {"type": "set", "of": "string"}, "votes": {"type": "counter"}}}]}}
      """;

  @TempDir Path folder;

  @Test
  void aKilledServerKeepsWhatItAcknowledgedAndGetsTheRest() throws Exception {
    List<Item> tasks = new ArrayList<>();
    ServerProcess first = start(0);
    try (GoatDB ada = client(first.address())) {
      for (int i = 0; i < 50; i++) {
        tasks.add(ada.create(REPOSITORY, TASK, Map.of("text", "acknowledged " + i)));
      }
      ada.sync();
      for (int i = 0; i < 50; i++) {
        tasks.add(ada.create(REPOSITORY, TASK, Map.of("text", "in the storm " + i)));
        if (i == 25) {
          first.kill();
        }
      }
      eventually(() -> !ada.isOnline());
      List<Item> acknowledged = tasks.stream().filter(Item::isOnServer).toList();
      ada.setOnline(false);
      try (ServerProcess second = start(first.port())) {
        try (GoatDB witness = client(second.address())) {
          witness.sync();
          for (Item task : acknowledged) {
            assertEquals(task.get(TEXT), witness.item(task.path()).get(TEXT));
          }
          ada.setOnline(true);
          ada.sync();
          eventually(() -> witness.counts(REPOSITORY).items() == 100);
          assertEquals(
              ada.status(REPOSITORY).valueDigest(), witness.status(REPOSITORY).valueDigest());
        }
      }
    }
  }

  private ServerProcess start(int port) throws IOException {
    Path definitions = Files.writeString(folder.resolve("goat.json"), DEFINITIONS);
    Path data = Files.createDirectories(folder.resolve("data"));
    return ServerProcess.start(data, definitions, Optional.empty(), port, folder.resolve("log"));
  }
}
