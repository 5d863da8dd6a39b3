package dev.goatdb.server.demo;

import dev.goatdb.error.GoatException;
import dev.goatdb.server.GoatServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The demo: a server with the to-do list, and what to try with it. */
public final class Demo {
  private static final int SUGGESTIONS = 100;

  private Demo() {}

  /**
   * Starts a server that serves the application, and says what to do next.
   *
   * @throws GoatException.InUse where the port is taken; the message names a free one
   */
  public static GoatServer start(Application application, Path data, int port, PrintWriter out) {
    if (port != 0 && !isFree(port)) {
      int other =
          IntStream.rangeClosed(port + 1, port + SUGGESTIONS)
              .filter(Demo::isFree)
              .findFirst()
              .orElse(0);
      throw new GoatException.InUse(
          "The port " + port + " is used by another program.",
          "Stop that program, or take another port: ./goat demo --port " + other);
    }
    GoatServer server =
        GoatServer.open(
            data, o -> o.port(port).file(application.schemas()).assets(application.assets()));
    describe(application, data, server.port(), out);
    return server;
  }

  private static void describe(Application application, Path data, int port, PrintWriter out) {
    out.printf(
        """
        A to-do list on GoatDB:  http://localhost:%1$d

          Open it in two windows, one of them private: they are two devices, each with its own copy.
          Turn on "Work offline" in one, edit the same tasks in both, and turn it off: they merge.
          Stop this server with Ctrl-C and go on editing; start it again, and everything arrives.
          In the console of the browser: db.create('/data/lists', app.list, { name: 'From the console' })
          A Java peer in another terminal makes a list as well:
            echo '{"name": "From Java"}' | ./goat import - --to /data/lists --schema list \\
              --definitions %2$s --server ws://localhost:%1$d

        The data is in %3$s. Ctrl-C ends it.
        """,
        port, shortened(application.definitions()), shortened(data));
    out.flush();
  }

  /** As it is called from here, where that is shorter. */
  private static Path shortened(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path whole = path.toAbsolutePath().normalize();
    return whole.startsWith(here) ? here.relativize(whole) : whole;
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException | IllegalArgumentException taken) {
      return false;
    }
  }
}
