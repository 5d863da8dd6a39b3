package dev.goatdb.bench.group;

import dev.goatdb.error.GoatException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The repository that this program was built in, with what is beside it there: the to-do
 * application, and programs for Node that drive a browser.
 */
public record Checkout(Path root) {
  /** Throws {@code NotFound} where this program was carried away from it. */
  public static Checkout here() {
    Path built = built();
    return Optional.of(built)
        .flatMap(Checkout::above)
        .map(Checkout::new)
        .orElseThrow(() ->
            new GoatException.NotFound(
                "There is no repository around " + built + ".", "Use './goat bench' in one."));
  }

  /** The jar or folder with this program's own classes. */
  public static Path built() {
    try {
      return Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The folder that holds {@code goat}. */
  private static Optional<Path> above(Path inside) {
    Path folder = inside;
    while (folder != null && !Files.isRegularFile(folder.resolve("goat"))) {
      folder = folder.getParent();
    }
    return Optional.ofNullable(folder);
  }

  public Path application() {
    return root.resolve("examples/todo");
  }

  public Path definitions() {
    return application().resolve("goat.json");
  }

  public Path assets() {
    return application().resolve("dist");
  }

  /** The libraries that the benchmarks run on. */
  public Path libraries() {
    return root.resolve("bench/target/lib");
  }

  public Path results() {
    return root.resolve("bench/RESULTS.md");
  }

  public Path script(String name) {
    return root.resolve("bench/src/main/node").resolve(name);
  }
}
