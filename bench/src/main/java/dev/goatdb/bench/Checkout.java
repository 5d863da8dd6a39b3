package dev.goatdb.bench;

import dev.goatdb.error.GoatException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The repository that this program was built in, with what is beside it there: the to-do
 * application, and programs for Node that drive a browser.
 */
record Checkout(Path root) {
  /** Throws {@code NotFound} where this program was carried away from it. */
  static Checkout here() throws URISyntaxException {
    Path built =
        Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Optional.of(built)
        .flatMap(Checkout::above)
        .map(Checkout::new)
        .orElseThrow(() ->
            new GoatException.NotFound(
                "There is no repository around " + built + ".", "Use './goat bench' in one."));
  }

  /** The folder that holds {@code goat}. */
  private static Optional<Path> above(Path inside) {
    Path folder = inside;
    while (folder != null && !Files.isRegularFile(folder.resolve("goat"))) {
      folder = folder.getParent();
    }
    return Optional.ofNullable(folder);
  }

  Path application() {
    return root.resolve("examples/todo");
  }

  Path definitions() {
    return application().resolve("goat.json");
  }

  Path assets() {
    return application().resolve("dist");
  }

  Path script(String name) {
    return root.resolve("bench/src/main/node").resolve(name);
  }
}
