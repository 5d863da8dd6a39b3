package dev.goatdb.server.types;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The JSON Schema of definition files, {@code goat.schema.json}: what editors complete and check
 * while somebody types. Tests compare it with the parser.
 */
public final class EditorSchema {
  private EditorSchema() {}

  /** The text of {@code goat.schema.json}, the same for every application. */
  public static String text() {
    try (InputStream file = EditorSchema.class.getResourceAsStream("goat.schema.json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
