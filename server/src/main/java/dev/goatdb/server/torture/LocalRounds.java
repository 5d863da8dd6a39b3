package dev.goatdb.server.torture;

import dev.goatdb.Durability;
import dev.goatdb.GoatDB;
import dev.goatdb.server.demo.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program with a database of its own that is killed while it writes: what it was told to be safe
 * must be there, also where it was only handed to the operating system.
 */
final class LocalRounds {
  private static final int MOST_MILLIS = 500;

  private final Path folder;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private int rounds;

  LocalRounds(Path scratch, Random random) throws IOException {
    this.folder = Files.createDirectories(scratch).resolve("data");
    this.random = random;
  }

  Ledger ledger() {
    return ledger;
  }

  /** One kill; what is lost or wrong then, in words. */
  List<String> kill() throws IOException {
    Durability durability = rounds % 2 == 0 ? Durability.SYNCED : Durability.BUFFERED;
    Process writer = start("round" + rounds++, durability);
    try (BufferedReader told =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      String first = told.readLine();
      Thread executioner =
          Thread.ofPlatform()
              .start(() -> {
                Waiting.sleep(random.nextInt(MOST_MILLIS));
                writer.toHandle().destroyForcibly();
              });
      for (String key = first; key != null; key = told.readLine()) {
        if (key.startsWith("round")) {
          ledger.note(key, 0);
        }
      }
      executioner.join();
      writer.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      writer.destroyForcibly();
    }
    List<String> wrong = new ArrayList<>(Scratch.wrong(folder));
    try (GoatDB db = GoatDB.open(folder, Notes.NOTE)) {
      wrong.addAll(ledger.lost(db));
      wrong.addAll(ledger.wrong(db));
    }
    return wrong;
  }

  private Process start(String name, Durability durability) throws IOException {
    List<String> command = ServerProcess.goatCommand();
    command.set(command.size() - 1, LocalWriter.class.getName());
    command.addAll(List.of(folder.toString(), name, durability.name()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  List<Path> folders() {
    return List.of(folder);
  }
}
