package dev.goatdb.bench.sync;

import dev.goatdb.server.torture.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A port of this machine that leads to a server, and counts what passes. */
final class Wiretap implements AutoCloseable {
  private static final long QUIET_MILLIS = 500;

  private final ServerSocket door;
  private final int port;
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private long up;
  private long down;
  private long packs;
  private int roundTrips;
  private boolean upLast;
  private long lastNanos = System.nanoTime();

  /**
   * @param port of the server
   */
  Wiretap(int port) throws IOException {
    this.port = port;
    this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::admit);
  }

  /** What clients connect to. */
  String address() {
    return "ws://127.0.0.1:" + door.getLocalPort();
  }

  synchronized Traffic traffic() {
    return new Traffic(up, down, packs, roundTrips);
  }

  /** The same when nothing has passed for half a second. */
  Traffic whenQuiet() {
    Waiting.until(this::isQuiet, "A connection did not become quiet.");
    return traffic();
  }

  private synchronized boolean isQuiet() {
    return System.nanoTime() - lastNanos > TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS);
  }

  /** Counts a frame; one that carries no message asks for no answer that matters. */
  synchronized void count(Frame frame, boolean isUp, long ofPacks) {
    lastNanos = System.nanoTime();
    if (isUp) {
      up += frame.bytes().length;
    } else {
      down += frame.bytes().length;
    }
    packs += ofPacks;
    if (frame.isOfAMessage()) {
      roundTrips += isUp && !upLast ? 1 : 0;
      upLast = isUp;
    }
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        lines.add(
            new Line(door.accept(), new Socket(InetAddress.getLoopbackAddress(), port), this));
      } catch (IOException closed) {
        // The door is shut, or the server is not there.
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    lines.forEach(Line::cut);
  }
}
