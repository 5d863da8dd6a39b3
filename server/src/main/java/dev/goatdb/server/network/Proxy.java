package dev.goatdb.server.network;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A port of this machine that leads to a server, as badly as it is told to. */
final class Proxy implements AutoCloseable {
  private static final int BACKLOG = 200;

  private final ServerSocket door;
  private final int port;
  private final UnaryOperator<OutputStream> spoiled;
  private final List<Cable> cables = new CopyOnWriteArrayList<>();
  private volatile Weather weather = Weather.FAIR;
  private volatile boolean refusing;

  /**
   * @param port of the server
   */
  Proxy(int port) throws IOException {
    this(port, to -> to);
  }

  /**
   * @param spoiled stands before what is written to the server
   */
  Proxy(int port, UnaryOperator<OutputStream> spoiled) throws IOException {
    this.port = port;
    this.spoiled = spoiled;
    this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::admit);
  }

  int port() {
    return door.getLocalPort();
  }

  /** What clients connect to. */
  String address() {
    return "ws://127.0.0.1:" + port();
  }

  /** The weather of all connections from now on. */
  void weather(Weather next) {
    weather = next;
  }

  /** Whether who connects is turned away. */
  void refuse(boolean everybody) {
    refusing = everybody;
  }

  /** Closes every connection. */
  void cut() {
    cables.forEach(Cable::cut);
  }

  /** Resets every connection when so many more bytes have passed. */
  void resetAfter(int bytes) {
    cables.forEach(cable -> cable.resetAfter(bytes));
  }

  /** How many bytes it was given by both sides so far. */
  long carried() {
    return cables.stream().mapToLong(Cable::carried).sum();
  }

  /** How many connections were made so far. */
  int connections() {
    return cables.size();
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (refusing) {
          client.close();
        } else {
          cables.add(new Cable(client, port, () -> weather, spoiled));
        }
      } catch (IOException closed) {
        // The door is shut, or the server is not there.
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
