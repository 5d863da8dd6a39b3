package dev.goatdb.server.network;

import dev.goatdb.server.torture.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One connection through a proxy: two threads that carry bytes.
 *
 * <p>A direction that lost bytes stays dead when the weather clears, for what follows makes no
 * sense any more; neither end is told.
 */
final class Cable {
  private static final int PIECE_BYTES = 4096;
  private static final int BUFFER_BYTES = 32 << 10;

  private final Socket client;
  private final Socket server;
  private final Supplier<Weather> weather;
  private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong carried = new AtomicLong();
  private volatile boolean upDead;
  private volatile boolean downDead;

  /**
   * Connects to the server and begins to carry.
   *
   * @param client a connection that was accepted
   * @param spoiled what what is sent to the server is written to, in place of the server
   */
  Cable(Socket client, int port, Supplier<Weather> weather, UnaryOperator<OutputStream> spoiled)
      throws IOException {
    this.client = client;
    this.weather = weather;
    this.server = new Socket();
    server.setReceiveBufferSize(BUFFER_BYTES);
    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setTcpNoDelay(true);
    client.setTcpNoDelay(true);
    OutputStream toServer = spoiled.apply(server.getOutputStream());
    Thread.ofVirtual().start(() -> carry(client, toServer, true));
    OutputStream toClient = client.getOutputStream();
    Thread.ofVirtual().start(() -> carry(server, toClient, false));
  }

  /** How many bytes were read of both ends. */
  long carried() {
    return carried.get();
  }

  boolean isOpen() {
    return !client.isClosed() || !server.isClosed();
  }

  /** Both ends are closed, as by a program that ends. */
  void cut() {
    close(client);
    close(server);
  }

  /** Both ends are reset when so many more bytes have passed, wherever a message is then. */
  void resetAfter(int bytes) {
    bytesLeft.set(bytes);
  }

  private void carry(Socket from, OutputStream to, boolean up) {
    byte[] piece = new byte[PIECE_BYTES];
    try (InputStream in = from.getInputStream()) {
      while (true) {
        int read = in.read(piece);
        if (read > 0) {
          carried.addAndGet(read);
        }
        hinder(Math.max(read, 0));
        if (isDead(up)) {
          if (read < 0) {
            return;
          }
        } else if (read < 0) {
          cut();
          return;
        } else {
          pass(piece, read, to);
        }
      }
    } catch (IOException broken) {
      if (!isDead(up)) {
        cut();
      }
    }
  }

  private void pass(byte[] piece, int count, OutputStream to) throws IOException {
    long left = bytesLeft.getAndAccumulate(count, (had, less) -> Math.max(0, had - less));
    to.write(piece, 0, (int) Math.min(count, left));
    if (left <= count) {
      reset(client);
      reset(server);
    }
  }

  private boolean isDead(boolean up) {
    Weather now = weather.get();
    upDead |= now.upLost();
    downDead |= now.downLost();
    return up ? upDead : downDead;
  }

  /** The time that a piece is on its way. */
  private void hinder(int bytes) {
    Weather now = weather.get();
    int jitter =
        now.jitterMillis() == 0 ? 0 : ThreadLocalRandom.current().nextInt(now.jitterMillis());
    long millis = now.delayMillis() + jitter + 1000L * bytes / now.bytesPerSecond();
    if (millis > 0) {
      Waiting.sleep(millis);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      // It is over already.
    }
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // It is over already.
    }
  }
}
