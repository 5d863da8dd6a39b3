package dev.goatdb.server.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tab of a browser with the to-do list in it, operated as people do: by its fields, buttons and
 * keys.
 */
final class Window implements Editor {
  private final Browser browser;
  private final String page;

  private Window(Browser browser, String page) {
    this.browser = browser;
    this.page = page;
  }

  /**
   * Opens a tab and waits until it shows something.
   *
   * @param page a name of its own
   * @param profile tabs of one profile share one replica, as those of one browser do
   */
  static Window open(Browser browser, String page, String profile, String url) {
    Window window = new Window(browser, page);
    window.call("open", "profile", profile, "url", url);
    return window;
  }

  @Override
  public Made makeList(String name) {
    return made(call("list", "name", name));
  }

  @Override
  public void enter(String listPath) {
    call("enter", "path", listPath);
  }

  @Override
  public Made add(String text, Set<String> tags) {
    return made(call("add", "text", text, "tags", new JsonArray(List.copyOf(tags))));
  }

  @Override
  public void rename(String path, String text) {
    call("rename", "path", path, "text", text);
  }

  @Override
  public void check(String path, boolean done) {
    call("check", "path", path, "done", done);
  }

  @Override
  public void tag(String path, String tag) {
    call("tag", "path", path, "tag", tag);
  }

  @Override
  public void untag(String path, String tag) {
    call("untag", "path", path, "tag", tag);
  }

  @Override
  public void delete(String path) {
    call("delete", "path", path);
  }

  /** Turns the switch of the application. */
  @Override
  public void setOnline(boolean wanted) {
    call("online", "wanted", wanted);
  }

  /** Plugs the network cable of the whole browser profile in or out. */
  void setNetwork(boolean wanted) {
    call("network", "wanted", wanted);
  }

  /** Waits until the notice says something, and closes it. */
  void closeNotice(String text) {
    call("notice", "text", text);
  }

  @Override
  public Replica read() {
    return Replica.of(call("read"));
  }

  void reload() {
    call("reload");
  }

  /** Waits until everything is durable on this device. */
  void flush() {
    call("flush");
  }

  /** The renderer process of the tab dies, as in a crash. */
  void crash() {
    call("crash");
  }

  @Override
  public void close() {
    call("close");
  }

  /**
   * A picture of it, and what axe (a checker of accessibility) finds there.
   *
   * @param look {@code "plain"}, {@code "phone"} or {@code "dark"}
   */
  List<String> screenshot(Path file, String look) {
    return texts(
        call("screenshot", "file", file.toAbsolutePath().toString(), "look", look), "violations");
  }

  /**
   * How long edits took from one window to another.
   *
   * @param millis from the key that ended each edit until it was painted, sorted
   * @param texts what was written last, by the paths of the tasks
   */
  record Latencies(List<Double> millis, Map<String, Object> texts) {
    double percentile(int percent) {
      return millis.get(Math.min(millis.size() - 1, millis.size() * percent / 100));
    }
  }

  /** Edits texts here, one after the other, and looks when each is painted there. */
  Latencies latencies(Window there, int edits) {
    JsonObject measured = call("latency", "to", there.page, "edits", edits);
    List<Double> millis =
        measured.getJsonArray("millis").stream()
            .map(each -> ((Number) each).doubleValue())
            .sorted()
            .toList();
    return new Latencies(millis, measured.getJsonObject("texts").getMap());
  }

  /** What went wrong in any page so far: uncaught errors, and errors on the console. */
  static List<String> problems(Browser browser) {
    return texts(browser.call("problems", new JsonObject()), "problems");
  }

  private static List<String> texts(JsonObject answer, String key) {
    return answer.getJsonArray(key).stream().map(String::valueOf).toList();
  }

  private static Made made(JsonObject answer) {
    return new Made(answer.getString("path"), answer.getJsonObject("values").getMap());
  }

  private JsonObject call(String what, Object... arguments) {
    JsonObject request = new JsonObject().put("page", page);
    for (int i = 0; i < arguments.length; i += 2) {
      request.put(String.valueOf(arguments[i]), arguments[i + 1]);
    }
    return browser.call(what, request);
  }
}
