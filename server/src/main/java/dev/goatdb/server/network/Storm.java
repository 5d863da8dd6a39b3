package dev.goatdb.server.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Connections to a server that mean nothing: some leave at once, some are reset, some say half a
 * word and stay.
 */
final class Storm implements AutoCloseable {
  private static final String UPGRADE =
      "GET /sync HTTP/1.1\r\nHost: goat\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

  private final List<Socket> stayed = new ArrayList<>();

  /** So many connections at once. */
  void blow(int port, int connections, Random random) throws IOException {
    for (int i = 0; i < connections; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      int said = random.nextInt(2 * UPGRADE.length());
      byte[] words = UPGRADE.getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(words, 0, Math.min(said, words.length));
      switch (random.nextInt(3)) {
        case 0 -> socket.close();
        case 1 -> {
          socket.setSoLinger(true, 0);
          socket.close();
        }
        default -> stayed.add(socket);
      }
    }
  }

  /** Whether the server has closed those that stayed. */
  boolean isOver() {
    return stayed.stream().allMatch(Storm::isAtEnd);
  }

  private static boolean isAtEnd(Socket socket) {
    try {
      socket.setSoTimeout(1);
      while (socket.getInputStream().read() >= 0) {
        // What the server said meanwhile.
      }
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : stayed) {
      socket.close();
    }
  }
}
