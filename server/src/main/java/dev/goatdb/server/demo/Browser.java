package dev.goatdb.server.demo;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A browser, driven by a program of Node: a line of JSON asks for something, a line of JSON answers
 * it, in any order.
 *
 * <pre>
 *   {"id": 7, "do": "add", "page": "A", "text": "Oil the boots"}
 *   {"id": 7, "ok": true, "path": "/tasks/x/y", "values": {...}}
 *   {"id": 8, "ok": false, "error": "..."}
 * </pre>
 */
final class Browser implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 240;

  private final Process process;
  private final Writer requests;
  private final Path log;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final Thread undertaker;

  private Browser(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.undertaker = new Thread(process::destroy, "browser-undertaker");
    Runtime.getRuntime().addShutdownHook(undertaker);
    Thread.ofPlatform().daemon().name("browser-answers").start(this::listen);
  }

  /**
   * Starts the driver; it starts the browser when the first page is opened.
   *
   * @param pictures the folder for pictures of pages where something failed
   */
  static Browser start(Path driver, Path pictures, Path log) {
    try {
      return new Browser(
          new ProcessBuilder("node", driver.toString(), pictures.toString())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start(),
          log);
    } catch (IOException failed) {
      throw new BrowserFailed("Could not start Node: " + failed.getMessage());
    }
  }

  /** What a browser could not do; the message says why. */
  static final class BrowserFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrowserFailed(String what) {
      super(what);
    }
  }

  /** Asks for something and waits for the answer; throws {@code BrowserFailed}. */
  JsonObject call(String what, JsonObject arguments) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    String line = arguments.copy().put("id", id).put("do", what).encode() + "\n";
    try {
      synchronized (requests) {
        requests.write(line);
        requests.flush();
      }
      JsonObject said = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (said.getBoolean("ok")) {
        return said;
      }
      throw new BrowserFailed(what + " " + arguments + ": " + said.getString("error"));
    } catch (IOException | ExecutionException gone) {
      throw new BrowserFailed("The driver of the browser ended: " + log());
    } catch (TimeoutException slow) {
      throw new BrowserFailed(
          what + " " + arguments + ": no answer within " + PATIENCE_SECONDS + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BrowserFailed("The check was interrupted.");
    } finally {
      waiting.remove(id);
    }
  }

  private void listen() {
    try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        answer(new JsonObject(line));
      }
    } catch (IOException | DecodeException broken) {
      process.destroy();
    }
    JsonObject over = new JsonObject().put("ok", false).put("error", "the driver ended: " + log());
    waiting.values().forEach(asked -> asked.complete(over));
  }

  private void answer(JsonObject answer) {
    CompletableFuture<JsonObject> asked = waiting.get(answer.getInteger("id"));
    if (asked != null) {
      asked.complete(answer);
    }
  }

  private String log() {
    try {
      return Files.readString(log).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Closes the browser, and the driver with it. */
  @Override
  public void close() {
    try {
      requests.close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(undertaker);
    } catch (IOException | IllegalStateException ending) {
      process.destroyForcibly();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
