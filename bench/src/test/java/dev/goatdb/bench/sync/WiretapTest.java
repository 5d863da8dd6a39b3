package dev.goatdb.bench.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two ends that say what a test wants, with a wiretap between them. */
class WiretapTest {
  private static final byte[] HEAD =
      "GET /sync HTTP/1.1\r\nHost: goat\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ANSWER =
      "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private ServerSocket door;
  private Wiretap tap;
  private Socket client;
  private Socket server;

  @BeforeEach
  void connect() throws IOException {
    door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    tap = new Wiretap(door.getLocalPort());
    client = new Socket(InetAddress.getLoopbackAddress(), URI.create(tap.address()).getPort());
    server = door.accept();
    pass(client, server, HEAD);
    pass(server, client, ANSWER);
  }

  @AfterEach
  void close() throws IOException {
    tap.close();
    door.close();
    client.close();
    server.close();
  }

  @Test
  void theGreetingIsNotCounted() throws IOException {
    up(bytes(new Message.Proof(Octets.wrap(new byte[64]))));
    down(bytes(new Message.Certified(Octets.wrap(new byte[100]))));
    assertEquals(new Traffic(0, 0, 0, 0), tap.whenQuiet());
  }

  @Test
  void framesBehindItAreCountedAndThePacksInThemApart() throws IOException {
    down(bytes(new Message.Certified(Octets.wrap(new byte[100]))));
    byte[] mine = data(70, 30);
    byte[] theirs = data(1_000);
    int sent = up(mine) + up(mine);
    int come = down(theirs);
    assertEquals(new Traffic(sent, come, 1_200, 1), tap.whenQuiet());
    assertEquals(sent + come - 1_200, tap.traffic().besidePacks());
    sent += up(mine);
    assertEquals(new Traffic(sent, come, 1_300, 2), tap.whenQuiet());
  }

  @Test
  void aMessageInPiecesIsOneAndSignsOfLifeAreNone() throws IOException {
    down(bytes(new Message.Certified(Octets.wrap(new byte[100]))));
    byte[] message = data(500);
    byte[] first = Frames.plain(Frames.BINARY, false, Arrays.copyOf(message, 200));
    byte[] ping = Frames.plain(Frames.PING, true, new byte[0]);
    byte[] rest = Arrays.copyOfRange(message, 200, message.length);
    byte[] last = Frames.plain(Frames.CONTINUATION, true, rest);
    pass(server, client, first);
    pass(server, client, ping);
    pass(server, client, last);
    int all = first.length + ping.length + last.length;
    assertEquals(new Traffic(0, all, 500, 0), tap.whenQuiet());
  }

  private int up(byte[] message) throws IOException {
    byte[] frame = Frames.masked(message);
    pass(client, server, frame);
    return frame.length;
  }

  private int down(byte[] message) throws IOException {
    byte[] frame = Frames.plain(Frames.BINARY, true, message);
    pass(server, client, frame);
    return frame.length;
  }

  /** Sends bytes and waits until they came out at the other end, as they were. */
  private static void pass(Socket from, Socket to, byte[] bytes) throws IOException {
    from.getOutputStream().write(bytes);
    assertArrayEquals(bytes, to.getInputStream().readNBytes(bytes.length));
  }

  private static byte[] data(int... packs) {
    List<Octets> all = Arrays.stream(packs).mapToObj(size -> Octets.wrap(new byte[size])).toList();
    return bytes(new Message.Data(1, 1, List.of(), all));
  }

  private static byte[] bytes(Message message) {
    return MessageCodec.encode(message).array();
  }
}
