package dev.goatdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application from a folder, as browsers get it. */
final class WebFilesTest {
  private static final String HASHED = "/assets/index-Bx3kL9aQ.js";
  private static final String SCRIPT = "console.log('goat');\n".repeat(1000);
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("index.html", "<h1>mine</h1>"),
          Map.entry("sw.js", "self.skipWaiting();"),
          Map.entry("app.webmanifest", "{}"),
          Map.entry("assets/index-Bx3kL9aQ.js", SCRIPT),
          Map.entry("assets/index-dQw4w9Wg.css", "body {}"),
          Map.entry("assets/engine-a_3-9xYz.wasm", "wasm"),
          Map.entry("assets/a-photograph.png", "png"),
          Map.entry("icon.svg", "<svg/>"),
          Map.entry("data.json", "{}"),
          Map.entry("with a+b.txt", "odd"),
          Map.entry(".env", "secret"),
          Map.entry(".git/config", "secret"),
          Map.entry("../secret", "secret"));

  @TempDir Path folder;
  private Path assets;
  private GoatServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void serve() throws IOException {
    assets = Files.createDirectories(folder.resolve("assets"));
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = assets.resolve(file.getKey()).normalize();
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    server = GoatServer.open(folder.resolve("data"), o -> o.port(0).assets(assets));
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private String address() {
    return server.address().replaceFirst("^ws", "http");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void everyTypeIsNamed() throws Exception {
    Map<String, String> types =
        Map.of(
            "/", "text/html; charset=utf-8",
            "/sw.js", "text/javascript; charset=utf-8",
            "/assets/index-dQw4w9Wg.css", "text/css; charset=utf-8",
            "/icon.svg", "image/svg+xml; charset=utf-8",
            "/app.webmanifest", "application/manifest+json; charset=utf-8",
            "/data.json", "application/json; charset=utf-8",
            "/assets/engine-a_3-9xYz.wasm", "application/wasm",
            "/assets/a-photograph.png", "image/png",
            "/with%20a+b.txt", "text/plain; charset=utf-8");
    for (Map.Entry<String, String> type : types.entrySet()) {
      HttpResponse<byte[]> response = get(type.getKey());
      assertEquals(200, response.statusCode(), type.getKey());
      assertEquals(type.getValue(), header(response, "content-type"), type.getKey());
    }
  }

  @Test
  void onlyNamesWithAHashAreKeptForGood() throws Exception {
    for (String path :
        List.of(HASHED, "/assets/index-dQw4w9Wg.css", "/assets/engine-a_3-9xYz.wasm")) {
      String cached = header(get(path), "cache-control");
      assertEquals("public, max-age=31536000, immutable", cached, path);
    }
    for (String path : List.of("/", "/index.html", "/sw.js", "/assets/a-photograph.png")) {
      assertEquals("no-cache", header(get(path), "cache-control"), path);
    }
  }

  @Test
  void whatABrowserHasIsNotSentAgain() throws Exception {
    for (String path : List.of("/", HASHED, "/assets/a-photograph.png")) {
      String tag = header(get(path), "etag");
      HttpResponse<byte[]> again = get(path, "If-None-Match", "\"other\", W/" + tag);
      assertEquals(304, again.statusCode(), path);
      assertEquals(0, again.body().length);
      assertEquals(tag, header(again, "etag"));
    }
    String before = header(get("/"), "etag");
    Files.writeString(assets.resolve("index.html"), "<h1>a newer one</h1>");
    HttpResponse<byte[]> newer = get("/", "If-None-Match", before);
    assertEquals("<h1>a newer one</h1>", text(newer));
  }

  @Test
  void textIsCompressed() throws Exception {
    HttpResponse<byte[]> zipped = get(HASHED, "Accept-Encoding", "br, gzip");
    assertEquals("gzip", header(zipped, "content-encoding"));
    assertEquals("accept-encoding", header(zipped, "vary"));
    assertTrue(zipped.body().length < SCRIPT.length() / 20);
    byte[] content = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
    assertEquals(SCRIPT, new String(content, StandardCharsets.UTF_8));
    HttpResponse<byte[]> plain = get(HASHED);
    assertEquals(SCRIPT, text(plain));
    assertFalse(header(plain, "etag").equals(header(zipped, "etag")));
    String tag = header(zipped, "etag");
    assertEquals(304, get(HASHED, "Accept-Encoding", "gzip", "If-None-Match", tag).statusCode());
  }

  @Test
  void pathsOfTheApplicationGetItsPage() throws Exception {
    for (String path : List.of("/lists/groceries", "/settings", "/syncs", "/lists/")) {
      HttpResponse<byte[]> page = get(path, "Accept", "text/html,*/*;q=0.8");
      assertEquals("<h1>mine</h1>", text(page), path);
      assertEquals("no-cache", header(page, "cache-control"));
    }
    for (String path :
        List.of("/sync", "/api/x", "/metrics", "/gone.js", "/assets/gone-12345678.js")) {
      assertEquals(404, get(path, "Accept", "text/html").statusCode(), path);
    }
    assertEquals(404, get("/settings", "Accept", "*/*").statusCode(), "a script asked");
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(address() + "/settings"))
            .header("Accept", "text/html")
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertFalse(client.send(post, HttpResponse.BodyHandlers.ofString()).body().contains("mine"));
    assertEquals("application/json", header(get("/health", "Accept", "text/html"), "content-type"));
  }

  @Test
  void everyAnswerConfinesThePage() throws Exception {
    for (String path : List.of("/", HASHED, "/assets/a-photograph.png", "/gone", "/health")) {
      HttpResponse<byte[]> response = get(path);
      assertEquals("nosniff", header(response, "x-content-type-options"), path);
      assertEquals("no-referrer", header(response, "referrer-policy"), path);
      assertEquals("same-origin", header(response, "cross-origin-opener-policy"), path);
      String policy = header(response, "content-security-policy");
      assertTrue(policy.startsWith("default-src 'self'; connect-src 'self' ws://127."), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    }
    String own = "default-src 'self' https://fonts.example";
    try (GoatServer open =
        GoatServer.open(
            folder.resolve("open"), o -> o.port(0).assets(assets).contentSecurityPolicy(own))) {
      URI page = URI.create(open.address().replaceFirst("^ws", "http") + "/");
      assertEquals(
          own,
          header(
              client.send(
                  HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofByteArray()),
              "content-security-policy"));
    }
  }

  @Test
  void nothingElseIsServed() throws Exception {
    for (String path :
        List.of(
            "/../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/..%5csecret",
            "/assets/../../secret",
            "/assets/..%2f..%2fsecret",
            "//secret",
            "/.env",
            "/%2eenv",
            "/.git/config",
            "/assets/.%2e/.env",
            "/%00",
            "/%",
            "/%c0%ae%c0%ae/secret")) {
      String answer = raw("GET " + path + " HTTP/1.1");
      assertFalse(answer.contains("\r\n\r\nsecret"), path);
      assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), path + ": " + answer);
    }
    assertEquals(404, get("/assets/").statusCode(), "folders are not listed");
    assertEquals(404, get("/assets").statusCode());
    Files.createSymbolicLink(assets.resolve("link.txt"), folder.resolve("secret"));
    assertEquals(404, get("/link.txt").statusCode());
  }

  @Test
  void aHeadHasNoBody() throws Exception {
    for (String path : List.of("/index.html", "/assets/a-photograph.png")) {
      String answer = raw("HEAD " + path + " HTTP/1.1");
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      assertTrue(answer.contains("content-length: ") && answer.endsWith("\r\n\r\n"), answer);
    }
  }

  @Test
  void longFilesCanBeReadInParts() throws Exception {
    HttpResponse<byte[]> part = get("/assets/a-photograph.png", "Range", "bytes=1-2");
    assertEquals(206, part.statusCode());
    assertEquals("ng", text(part));
  }

  @Test
  void theStatusPageMayUseItsOwnStyle() throws Exception {
    try (GoatServer bare = GoatServer.open(folder.resolve("bare"), o -> o.port(0))) {
      URI page = URI.create(bare.address().replaceFirst("^ws", "http") + "/");
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(200, response.statusCode());
      String policy = header(response, "content-security-policy");
      assertTrue(policy.contains("style-src 'unsafe-inline'"), policy);
    }
  }

  /** A request as it is, without a client that corrects it. */
  private String raw(String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = line + "\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
