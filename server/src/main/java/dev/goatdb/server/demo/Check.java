package dev.goatdb.server.demo;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The check of the demo: two windows of a real browser, a JVM peer and a server that is killed, and
 * in the end one truth.
 *
 * <pre>
 *   window A (ana) ----.
 *   window B (ben) -----+--- server, a process of its own --- its folder
 *   JVM peer (jo)  ----'
 * </pre>
 */
public final class Check implements AutoCloseable {
  private static final int LATENCY_EDITS = 50;
  private static final int SHOWN_DIFFERENCES = 40;

  private final Application application;
  private final Path pictures;
  private final PrintWriter out;
  private final Path folder;
  private final Oracle oracle = new Oracle();
  private final Verdict verdict = new Verdict(oracle);
  private final Browser browser;
  private ServerProcess server;
  private int violations;
  private boolean well;

  /** Starts a server and a browser on a fresh temporary folder; pictures go to another. */
  public Check(Application application, Path pictures, PrintWriter out) throws IOException {
    this.application = application;
    this.pictures = Files.createDirectories(pictures).toRealPath();
    this.out = out;
    this.folder = Files.createTempDirectory("goat-check");
    Files.createDirectories(serverFolder());
    this.server = startServer(0);
    this.browser =
        Browser.start(application.driver(), this.pictures, folder.resolve("browser.log"));
  }

  /** True where all came to the same, rightly, and nothing else was amiss. */
  public boolean run() {
    try {
      play();
      verdict.lines().forEach(out::println);
    } catch (NotConverged different) {
      explain(String.valueOf(different.getMessage()), different.differences());
    } catch (Browser.BrowserFailed | GoatException failed) {
      explain(String.valueOf(failed.getMessage()), List.of());
    }
    well = verdict.isWell();
    out.println("converged: " + (verdict.converged() ? "yes" : "no"));
    out.flush();
    return well;
  }

  private void explain(String what, List<String> differences) {
    out.println(what);
    differences.stream().limit(SHOWN_DIFFERENCES).forEach(each -> out.println("    " + each));
    try {
      Window.problems(browser).forEach(each -> out.println("    page " + each));
    } catch (Browser.BrowserFailed gone) {
      out.println("    " + gone.getMessage());
    }
  }

  private void play() {
    Window a = Window.open(browser, "A", "A", web());
    a.setOnline(true); // waits until it is
    look(a, "empty", "plain");
    Window b = Window.open(browser, "B", "B", web());
    Path own = folder.resolve("peer");
    GoatFile schemas = application.schemas();
    try (JvmPeer peer =
        new JvmPeer(GoatDB.open(own, o -> o.file(schemas).server(server.address())), schemas)) {
      Person ana = new Person("ana", a, oracle);
      Person ben = new Person("ben", b, oracle);
      Play play = new Play(List.of(ana, ben, new Person("jo", peer, oracle)), oracle, this::tell);
      play.found();
      play.together();
      look(a, "full", "plain");
      look(a, "phone", "phone");
      look(a, "dark", "dark");
      play.apart(() -> look(b, "offline", "plain"));
      a.closeNotice("was deleted while somebody changed it");
      b.closeNotice("was deleted while you changed it");
      unplug(play, ana);
      play.killed(() -> server.kill(), () -> server = startServer(server.port()));
      reload(play, ana);
      Window second = secondTab(play, ben);
      latency(a, second);
      play.settle(play.people());
      compare(a, second, peer);
    }
  }

  /** The network goes away, the page is opened anew without it, and comes back. */
  private void unplug(Play play, Person ana) {
    tell(
        "The network of one window goes away; its page is opened anew without it, and it goes on.");
    Window window = (Window) ana.editor();
    window.setNetwork(false);
    List<String> tasks = oracle.tasks();
    ana.check(tasks.get(5), true);
    window.flush();
    requireSame("opened without a network", window.read(), () -> window.reload(), window);
    ana.add("Written on a page without a network", "late");
    window.setNetwork(true);
    play.settle(play.people());
  }

  private void reload(Play play, Person ana) {
    tell("A window is reloaded; what it had written is there at once.");
    Window window = (Window) ana.editor();
    ana.add("Written just before reloading", "late");
    window.flush();
    requireSame("reloaded", window.read(), window::reload, window);
    play.settle(play.people());
  }

  private static void requireSame(String what, Replica before, Runnable act, Window window) {
    act.run();
    Replica after = window.read();
    if (!after.items().equals(before.items())) {
      throw new NotConverged(
          "A page that was " + what + " shows something else.",
          List.of("before: " + before.items(), "after:  " + after.items()));
    }
  }

  /** A second tab on the same replica, whose first tab crashes, and a third in its place. */
  private Window secondTab(Play play, Person ben) {
    tell("A second tab shares a replica; without a server the first one edits and crashes.");
    Window first = (Window) ben.editor();
    Window second = Window.open(browser, "B2", "B", web());
    Person again = new Person(ben.name(), second, oracle);
    ben.add("From the first tab", "tabs");
    again.add("From the second tab", "tabs");
    play.settle(List.of(ben, again));
    server.kill();
    ben.add("From the first tab, without a server", "tabs");
    first.flush();
    first.crash();
    again.add("From the second tab, when the first was dead", "tabs");
    server = startServer(server.port());
    play.replace(ben, again);
    play.settle(play.people());
    tell("A third tab is opened, and the second one closed.");
    Window third = Window.open(browser, "B3", "B", web());
    second.close();
    Person last = new Person(ben.name(), third, oracle);
    last.add("From the third tab", "tabs");
    play.replace(again, last);
    play.settle(play.people());
    return third;
  }

  private void latency(Window from, Window to) {
    Window.Latencies latencies = from.latencies(to, LATENCY_EDITS);
    latencies.texts().forEach((path, text) -> oracle.wrote(path, "text", text));
    tell(
        String.format(
            Locale.ROOT,
            "edit painted in the other window: median %.0f ms (10 %% %.0f ms, 90 %% %.0f ms)",
            latencies.percentile(50),
            latencies.percentile(10),
            latencies.percentile(90)));
  }

  private void compare(Window a, Window b, JvmPeer peer) {
    tell("A new tab and a new peer are opened. All are compared, field by field.");
    Window another = Window.open(browser, "B4", "B", web());
    GoatFile schemas = application.schemas();
    try (JvmPeer fresh =
        new JvmPeer(GoatDB.inMemory(o -> o.file(schemas).server(server.address())), schemas)) {
      Replica expected = peer.read();
      for (Editor late : List.of(fresh, another)) {
        boolean unused = Pauses.until(60_000, () -> late.read().items().equals(expected.items()));
      }
      verdict.add("window A", a.read());
      verdict.add("window B", b.read());
      verdict.add("window B, another tab", another.read());
      verdict.add("JVM peer", peer.read());
      verdict.add("JVM peer, new", fresh.read());
    }
    Window.problems(browser).forEach(verdict::fault);
    server.close();
    try (GoatDB stored = GoatDB.open(serverFolder(), o -> o.file(schemas))) {
      verdict.add("server's folder", Replica.of(stored));
    }
    tell("accessibility: " + violations + " violations on 5 screens; pictures in " + pictures);
  }

  private void look(Window window, String name, String look) {
    for (String violation : window.screenshot(pictures.resolve(name + ".png"), look)) {
      violations++;
      verdict.fault("accessibility, " + name + ": " + violation);
    }
  }

  private void tell(String sentence) {
    out.println("- " + sentence);
    out.flush();
  }

  private ServerProcess startServer(int port) {
    return ServerProcess.start(
        serverFolder(),
        application.definitions(),
        Optional.of(application.assets()),
        port,
        folder.resolve("server.log"));
  }

  private Path serverFolder() {
    return folder.resolve("server");
  }

  private String web() {
    return server.address().replaceFirst("^ws", "http") + "/";
  }

  /** Ends what was started; the folder stays where something was wrong. */
  @Override
  public void close() throws IOException {
    browser.close();
    server.close();
    if (!well) {
      out.println("Data and logs are in " + folder);
      out.flush();
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
