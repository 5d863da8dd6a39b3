package dev.goatdb.server.demo;

import dev.goatdb.GoatDB;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.importer.Importer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The play: import, edits side by side, edits apart, a killed server, and in the end one truth.
 *
 * <p>The packages have parts: those from 0 to 119 are edited together, 60 to 179 apart, 180 to 239
 * while the server dies, and the last ten are deleted.
 */
public final class Demo {
  private static final int PHASES = 8;
  private static final long LOOK_MILLIS = 800;
  private static final long STEP_MILLIS = 15;
  private static final long PATIENCE_MILLIS = 60_000;

  private final Stage stage;
  private final List<String> paths;
  private final Oracle oracle;

  public Demo(Stage stage) {
    this.stage = stage;
    this.paths = new ArrayList<>(Catalogue.packages().keySet());
    this.oracle = new Oracle(Catalogue.schema());
  }

  /** Plays it in a fresh temporary folder; true where all replicas came to the same, rightly. */
  public boolean run() throws IOException {
    Path folder = Files.createTempDirectory("goat-demo");
    try (Cast cast = new Cast(folder)) {
      stage.open(PHASES, cast::rows);
      Verdict verdict = play(cast);
      stage.finish(verdict.lines());
      return verdict.converged();
    } catch (GoatException failed) {
      stage.finish(List.of(failed.getMessage(), "converged: no"));
      return false;
    } finally {
      delete(folder);
    }
  }

  private Verdict play(Cast cast) throws IOException {
    stage.phase("A server starts on an empty folder, in a process of its own.");
    ServerProcess server = cast.startServer();
    Person ada = cast.ada(oracle, server.address());
    Person bob = cast.bob(oracle, server.address());
    stage.phase("Ada and Bob each have a database of their own. Ada imports 2,000 packages.");
    load(ada, bob);
    stage.phase(
        "Both edit the same packages at once: votes add up, labels unite, notes stand side by side.");
    together(ada, bob);
    stage.phase("Bob goes offline. Both rewrite the same descriptions; nobody waits for anybody.");
    bob.db().setOnline(false);
    apart(ada, bob);
    stage.phase("The server is killed with -9 while Ada writes. Her edits wait on her disk.");
    alone(ada, server);
    stage.phase("The server starts again on its folder, and Ada's edits reach it.");
    ServerProcess again = cast.startServer();
    ada.db().sync(Duration.ofMillis(PATIENCE_MILLIS));
    look();
    stage.phase("Bob comes back. What he did merges with what happened without him.");
    bob.db().setOnline(true);
    bob.db().sync(Duration.ofMillis(PATIENCE_MILLIS));
    awaitEqual(ada.db(), bob.db());
    look();
    stage.phase(
        "Cara opens an empty database and gets everything. Now all are compared, field by field.");
    return compare(cast, ada, bob, again);
  }

  private void load(Person ada, Person bob) throws IOException {
    Catalogue.packages().forEach(oracle::created);
    Importer importer =
        new Importer(
            ada.db(), Catalogue.REPOSITORY, Catalogue.schema(), Optional.of(Catalogue.KEY));
    try (InputStream in = Catalogue.lines()) {
      importer.run(in, new Pacing(stage));
    }
    ada.db().sync(Duration.ofMillis(PATIENCE_MILLIS));
    awaitEqual(ada.db(), bob.db());
    stage.tell("All of them are on the server's disk, and with Bob.");
    look();
  }

  /** Both write at the same time, on threads of their own. */
  private void together(Person ada, Person bob) {
    both(() -> edit(ada, 0, 120, 0), () -> edit(bob, 0, 120, 1));
    ada.db().sync(Duration.ofMillis(PATIENCE_MILLIS));
    bob.db().sync(Duration.ofMillis(PATIENCE_MILLIS));
    awaitEqual(ada.db(), bob.db());
    look();
  }

  /** Votes, labels and notes on all, and the description of every fourth package. */
  private void edit(Person person, int from, int to, int turn) {
    for (int i = from; i < to; i++) {
      String path = paths.get(i);
      person.vote(path);
      person.label(path, person.name() + "-" + i % 7);
      person.note(path, person.name() + " was here");
      if (i % 4 == turn) {
        person.describe(path, "As " + person.name() + " sees it, number " + i + ".");
      }
      stage.pause(STEP_MILLIS);
    }
  }

  private void apart(Person ada, Person bob) {
    both(() -> contest(ada, "newer"), () -> contest(bob, "better"));
    for (int i = 0; i < 30; i++) {
      bob.unlabel(paths.get(i), "bob-" + i % 7);
      ada.vote(paths.get(i));
    }
    for (Person person : List.of(ada, bob)) {
      String name = person.name() + "-tools";
      person.create(
          Catalogue.path(name), Map.of("name", name, "version", "1.0", "section", "devel"));
    }
    paths.subList(paths.size() - 10, paths.size()).forEach(ada::delete);
    look();
  }

  private void contest(Person person, String word) {
    for (int i = 60; i < 180; i++) {
      String path = paths.get(i);
      person.contest(path, "A " + word + " description.");
      person.vote(path);
      if (i % 3 == 0) {
        person.contest(path, "An even " + word + " description, by " + person.name() + ".");
      }
      person.label(path, "by-" + person.name());
      stage.pause(STEP_MILLIS);
    }
  }

  private void alone(Person ada, ServerProcess server) {
    CompletableFuture<Void> killing =
        CompletableFuture.runAsync(() -> {
          Pauses.sleep(50);
          stage.pause(40 * STEP_MILLIS);
          server.kill();
        });
    edit(ada, 180, 240, 0);
    killing.join();
    stage.tell("The server is dead.");
    edit(ada, 200, 220, 1);
    look();
  }

  private Verdict compare(Cast cast, Person ada, Person bob, ServerProcess server) {
    Verdict verdict = new Verdict(oracle);
    try (GoatDB cara = GoatDB.inMemory(o -> o.file(Catalogue.file()).server(server.address()))) {
      cara.counts(Catalogue.REPOSITORY);
      cara.sync(Duration.ofMillis(PATIENCE_MILLIS));
      awaitEqual(ada.db(), cara);
      verdict.add("ada", ada.db());
      verdict.add("bob", bob.db());
      verdict.add("cara (new)", cara);
    }
    server.close();
    try (GoatDB stored = GoatDB.open(cast.serverFolder(), o -> o.file(Catalogue.file()))) {
      verdict.add("server's disk", stored);
    }
    return verdict;
  }

  /** Waits until both hold the same commits; what they make of them is compared later. */
  private static void awaitEqual(GoatDB one, GoatDB other) {
    boolean unused =
        Pauses.until(
            PATIENCE_MILLIS,
            () ->
                one.status(Catalogue.REPOSITORY)
                    .commitDigest()
                    .equals(other.status(Catalogue.REPOSITORY).commitDigest()));
  }

  private void look() {
    stage.pause(LOOK_MILLIS);
  }

  private static void both(Runnable one, Runnable other) {
    CompletableFuture<Void> first = CompletableFuture.runAsync(one);
    CompletableFuture<Void> second = CompletableFuture.runAsync(other);
    CompletableFuture.allOf(first, second).join();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
