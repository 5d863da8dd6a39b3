package dev.goatdb.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file of a web application as it was when it was read.
 *
 * @param stamp its size and time of change, by which a newer one is noticed
 * @param tag what is in it, for {@code ETag}
 * @param bytes its content, where it is text; everything else stays on the disk
 * @param zipped the content through gzip, where that is smaller
 */
record WebFile(
    String type, String stamp, String tag, Optional<Buffer> bytes, Optional<Buffer> zipped) {
  private static final long MOST_TEXT_BYTES = 8 << 20;
  private static final int LEAST_ZIPPED_BYTES = 1024;
  private static final int TAG_BYTES = 12;
  private static final Map<String, String> TEXT_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml; charset=utf-8"),
          Map.entry("json", "application/json; charset=utf-8"),
          Map.entry("map", "application/json; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("md", "text/markdown; charset=utf-8"),
          Map.entry("xml", "application/xml; charset=utf-8"),
          Map.entry("wasm", "application/wasm"));

  /** The size and the time of change of a file. */
  static String stamp(BasicFileAttributes attributes) {
    return Long.toHexString(attributes.size())
        + "-"
        + Long.toHexString(attributes.lastModifiedTime().toMillis());
  }

  static WebFile read(Path file, BasicFileAttributes attributes) throws IOException {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1);
    String text = TEXT_TYPES.get(extension);
    String stamp = stamp(attributes);
    if (text == null || attributes.size() > MOST_TEXT_BYTES) {
      String known = text != null ? text : MimeMapping.mimeTypeForExtension(extension);
      String type = known != null ? known : "application/octet-stream";
      return new WebFile(type, stamp, stamp, Optional.empty(), Optional.empty());
    }
    byte[] content = Files.readAllBytes(file);
    byte[] zipped = zip(content);
    boolean smaller = content.length >= LEAST_ZIPPED_BYTES && zipped.length < content.length;
    return new WebFile(
        text,
        stamp,
        digest(content),
        Optional.of(Buffer.buffer(content)),
        smaller ? Optional.of(Buffer.buffer(zipped)) : Optional.empty());
  }

  /** How many bytes of memory it holds. */
  long size() {
    return (long) bytes.map(Buffer::length).orElse(0) + zipped.map(Buffer::length).orElse(0);
  }

  private static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3 + 64);
    try (OutputStream zip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      zip.write(content);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new UncheckedIOException(new IOException(impossible));
    }
  }
}
