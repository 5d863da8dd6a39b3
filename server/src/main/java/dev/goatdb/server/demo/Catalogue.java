package dev.goatdb.server.demo;

import dev.goatdb.GoatFile;
import dev.goatdb.Schema;
import dev.goatdb.server.importer.ItemReader;
import dev.goatdb.server.importer.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The data of the demo: 2,000 packages of the Debian catalogue, and their definition file. */
final class Catalogue {
  static final String REPOSITORY = "/data/catalogue";
  static final String KEY = "name";

  private Catalogue() {}

  /** The text of the definition file. */
  static String definitions() {
    try (InputStream in = resource("goat.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static GoatFile file() {
    return GoatFile.parse(definitions());
  }

  static Schema schema() {
    return file().schema("package");
  }

  /** The sample as JSON Lines. */
  static InputStream lines() throws IOException {
    return new GZIPInputStream(resource("packages.jsonl.gz"));
  }

  /** The sample by the paths of its items. */
  static Map<String, Map<String, Object>> packages() {
    Map<String, Map<String, Object>> packages = new LinkedHashMap<>();
    ItemReader reader = new ItemReader(schema());
    try (InputStream in = lines()) {
      JsonLines lines = new JsonLines(in);
      while (lines.next()) {
        Map<String, Object> values = new LinkedHashMap<>();
        reader
            .read(lines.object())
            .forEach((field, value) -> value.ifPresent(v -> values.put(field, v)));
        packages.put(path(String.valueOf(values.get(KEY))), values);
      }
      return packages;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static String path(String name) {
    return REPOSITORY + "/" + name;
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        Catalogue.class.getResourceAsStream(name), "the program is incomplete: " + name);
  }
}
