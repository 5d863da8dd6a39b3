package dev.goatdb.server.demo;

import dev.goatdb.GoatFile;
import dev.goatdb.error.GoatException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The to-do list that the demo serves: its folder, with the definition file and what was built.
 *
 * @param folder {@code examples/todo}
 */
public record Application(Path folder) {
  /** Where all lists are kept; the tasks of each are in a repository of their own. */
  static final String LISTS = "/data/lists";

  /**
   * Throws {@code NotFound} where it was not built; {@code ./goat} builds it before it comes here.
   */
  public Application {
    if (!Files.isRegularFile(folder.resolve("dist").resolve("index.html"))) {
      throw new GoatException.NotFound(
          "There is no built application in " + folder + ".",
          "Use './goat demo', which builds it, or name the folder with --app.");
    }
  }

  static String tasksOf(String listPath) {
    return "/tasks/" + listPath.substring(listPath.lastIndexOf('/') + 1);
  }

  Path definitions() {
    return folder.resolve("goat.json");
  }

  GoatFile schemas() {
    return GoatFile.load(definitions());
  }

  Path assets() {
    return folder.resolve("dist");
  }

  /** The program that drives a browser for the check. */
  Path driver() {
    return folder.resolve("check").resolve("driver.mjs");
  }

  /** Where the demo keeps its data: a browser remembers the server that it met there. */
  public Path data() {
    return folder.resolve("target").resolve("demo");
  }
}
