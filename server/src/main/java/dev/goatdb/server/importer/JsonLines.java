package dev.goatdb.server.importer;

import dev.goatdb.error.GoatException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A file of JSON Lines (jsonlines.org): one JSON object per line, in UTF-8.
 *
 * <p>A line may have up to 4 MiB; a longer one is skipped without being kept.
 */
public final class JsonLines {
  private static final int MOST_LINE_BYTES = 4 << 20;

  private final BufferedInputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private long bytes;
  private boolean tooLong;

  public JsonLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** Goes to the next line that is not blank; false at the end of the file. */
  public boolean next() throws IOException {
    while (read()) {
      if (tooLong || !line.toString(StandardCharsets.ISO_8859_1).isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** The number of the current line, from 1. */
  public long number() {
    return number;
  }

  /** How many bytes were read. */
  public long bytes() {
    return bytes;
  }

  /** The object on the current line; throws {@code InvalidValue} where there is none. */
  public JsonObject object() {
    if (tooLong) {
      throw new GoatException.InvalidValue(
          "The line is longer than " + (MOST_LINE_BYTES >> 20) + " MiB.",
          "Keep large content elsewhere and import a link.");
    }
    try {
      return new JsonObject(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString());
    } catch (CharacterCodingException malformed) {
      throw new GoatException.InvalidValue(
              "The line is not UTF-8.", "Convert the file, for example with iconv -t UTF-8.")
          .causedBy(malformed);
    } catch (DecodeException malformed) {
      throw new GoatException.InvalidValue(
              "The line is not a JSON object: " + reason(malformed) + ".",
              "Write {\"field\": value, ...} on one line.")
          .causedBy(malformed);
    } catch (ClassCastException other) {
      throw new GoatException.InvalidValue(
              "The line is JSON, but not an object.", "Write {\"field\": value, ...} on one line.")
          .causedBy(other);
    }
  }

  private boolean read() throws IOException {
    line.reset();
    tooLong = false;
    int next = in.read();
    if (next < 0) {
      return false;
    }
    number++;
    for (; next >= 0 && next != '\n'; next = in.read()) {
      bytes++;
      if (line.size() < MOST_LINE_BYTES) {
        line.write(next);
      } else {
        tooLong = true;
      }
    }
    bytes += next < 0 ? 0 : 1;
    return true;
  }

  /** What the parser says, without its own name and the place in its memory. */
  private static String reason(DecodeException malformed) {
    String text = String.valueOf(malformed.getMessage());
    int start = text.indexOf(':') + 1;
    int end = text.indexOf(" at [");
    String middle = text.substring(start, end > start ? end : text.length());
    String first = middle.lines().findFirst().orElse("").strip();
    return first.isEmpty() ? "it cannot be read" : decapitalised(first);
  }

  private static String decapitalised(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
