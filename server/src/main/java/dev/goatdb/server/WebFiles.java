package dev.goatdb.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of a built web application.
 *
 * <p>Text is read once, compressed once and kept until the file changes; everything else is sent
 * from the disk, in ranges where asked. A name with a content hash never changes its content, so
 * browsers keep it for good; everything else they ask about each time and mostly hear "not
 * modified". Paths without a dot that a person opens are the application's own: they get its
 * index.html.
 */
final class WebFiles {
  private static final String INDEX = "/index.html";
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String ASK_EACH_TIME = "no-cache";
  private static final long MOST_KEPT_BYTES = 64 << 20;
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  /** {@code /assets/index-Bx3kL9aQ.js}; a word in lower case is no hash. */
  private static final Pattern HASHED =
      Pattern.compile("/assets/(?:.*[-.])?(?=[^.]*[A-Z0-9])[A-Za-z0-9_-]{8,}(?:\\.[a-z0-9]+){1,2}");

  /** The server's own paths, those to come included, are never the application's. */
  private static final Pattern RESERVED =
      Pattern.compile("/(?:sync|health|metrics|api|auth)(?:/.*)?");

  private final Vertx vertx;
  private final Path folder;
  private final Map<Path, WebFile> kept = new ConcurrentHashMap<>();

  WebFiles(Vertx vertx, Path folder) {
    this.vertx = vertx;
    this.folder = folder;
  }

  /** Answers GET and HEAD below the router. */
  void serve(Router router) {
    StaticHandler disk =
        StaticHandler.create(FileSystemAccess.ROOT, folder.toString())
            .setCachingEnabled(false)
            .setDirectoryListing(false)
            .setIncludeHidden(false);
    router
        .route()
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::answer)
        .handler(disk);
  }

  private void answer(RoutingContext request) {
    String path = path(request);
    vertx
        .executeBlocking(() -> find(path, request.request()), false)
        .onSuccess(found ->
            found.ifPresentOrElse(
                file -> send(request, path, file),
                () ->
                    request
                        .response()
                        .setStatusCode(NOT_FOUND)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                        .putHeader(HttpHeaders.CACHE_CONTROL, ASK_EACH_TIME)
                        .end("There is nothing here.\n")))
        .onFailure(request::fail);
  }

  /** What is asked for; the empty path is nothing. */
  private static String path(RoutingContext request) {
    try {
      return URLDecoder.decode(
          request.normalizedPath().replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private Optional<WebFile> find(String path, HttpServerRequest request) throws IOException {
    Optional<WebFile> file = load(path);
    return file.isEmpty() && isNavigation(path, request) ? load(INDEX) : file;
  }

  private static boolean isNavigation(String path, HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null
        && accepted.contains("text/html")
        && path.startsWith("/")
        && path.indexOf('.', path.lastIndexOf('/')) < 0
        && !RESERVED.matcher(path).matches();
  }

  private Optional<WebFile> load(String path) throws IOException {
    Optional<Path> place = place(path.endsWith("/") ? path + INDEX.substring(1) : path);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Path file = place.get();
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    WebFile known = kept.get(file);
    if (known == null || !known.stamp().equals(WebFile.stamp(attributes))) {
      known = WebFile.read(file, attributes);
      if (kept.values().stream().mapToLong(WebFile::size).sum() > MOST_KEPT_BYTES) {
        kept.clear();
      }
      kept.put(file, known);
    }
    return Optional.of(known);
  }

  /** The regular file at a path; hidden ones, and those that links show elsewhere, are none. */
  private Optional<Path> place(String path) {
    List<String> names = Arrays.asList(path.split("/"));
    boolean odd =
        !path.startsWith("/")
            || path.indexOf('\\') >= 0
            || names.stream().anyMatch(name -> name.startsWith("."));
    if (odd) {
      return Optional.empty();
    }
    try {
      Path root = folder.toRealPath();
      Path file = root.resolve(path.substring(1)).toRealPath();
      return file.startsWith(root) && Files.isRegularFile(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException | InvalidPathException absent) {
      return Optional.empty();
    }
  }

  private void send(RoutingContext request, String path, WebFile file) {
    HttpServerResponse response = request.response();
    boolean zip = file.zipped().isPresent() && takesZip(request.request());
    String tag = "\"" + file.tag() + (zip ? "-gz\"" : "\"");
    boolean forever = HASHED.matcher(path).matches();
    response
        .putHeader(HttpHeaders.ETAG, tag)
        .putHeader(HttpHeaders.CACHE_CONTROL, forever ? FOREVER : ASK_EACH_TIME);
    if (file.zipped().isPresent()) {
      response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (isKnown(request.request(), file)) {
      var unused = response.setStatusCode(NOT_MODIFIED).end();
      return;
    }
    Optional<Buffer> body = zip ? file.zipped() : file.bytes();
    if (zip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
    body.ifPresentOrElse(
        bytes ->
            response
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()))
                .end(bytes),
        request::next);
  }

  private static boolean takesZip(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
  }

  /** Whether the browser has this content already, in either encoding. */
  private static boolean isKnown(HttpServerRequest request, WebFile file) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null
        && (known.contains("\"" + file.tag() + "\"")
            || known.contains("\"" + file.tag() + "-gz\""));
  }
}
