package dev.goatdb.server;

import static dev.goatdb.server.Tasks.REPOSITORY;
import static dev.goatdb.server.Tasks.TASK;
import static dev.goatdb.server.Tasks.client;
import static dev.goatdb.server.Tasks.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatDB;
import dev.goatdb.Transport;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no honest client sends; the server says so, closes that connection and lives on. */
final class BadBytesTest {
  private static final int TOO_LARGE = 1009;

  @TempDir Path folder;
  private GoatServer server;

  @BeforeEach
  void serve() {
    server = GoatServer.open(folder, o -> o.schemas(TASK).port(0));
  }

  @AfterEach
  void theServerLivesOn() {
    try (GoatDB honest = client(server.address())) {
      honest.create(REPOSITORY, TASK, Map.of("text", "honest"));
      honest.sync();
      assertEquals(1, server.db().counts(REPOSITORY).commits(), "only what is right is there");
    }
    server.close();
  }

  @Test
  void aMessageBeyondTheLimitIsAnswered() throws Exception {
    int half = 600 << 10;
    for (int[] sizes : List.of(new int[] {half, half}, new int[] {2 * half})) {
      RawSocket socket = new RawSocket(server);
      socket.send(new byte[2 * half], sizes);
      Message.Goodbye goodbye = socket.goodbye();
      assertEquals("limit-exceeded", goodbye.code());
      assertTrue(goodbye.reason().contains("1048576"), goodbye.reason());
      assertEquals(1000, socket.closeCode());
    }
  }

  @Test
  void aFrameFarBeyondTheLimitEndsTheConnection() throws Exception {
    RawSocket socket = new RawSocket(server);
    byte[] large = new byte[8 << 20];
    socket.send(large);
    int code = socket.closeCode();
    assertTrue(code == TOO_LARGE || code == RawSocket.ABNORMAL, "closed with " + code);
  }

  @Test
  void bytesThatAreNotCanonicalAreAnswered() throws Exception {
    Octets hello =
        MessageCodec.encode(
            new Message.Hello(
                0,
                0,
                OrganisationId.UNKNOWN,
                Octets.wrap(new byte[32]),
                Octets.wrap(new byte[16]),
                0));
    byte[] longer = new byte[hello.size() + 1];
    longer[0] = (byte) 0x98; // the head of the array in two bytes, where one is the canonical form
    longer[1] = (byte) (hello.array()[0] & 0x1f);
    System.arraycopy(hello.array(), 1, longer, 2, hello.size() - 1);
    RawSocket socket = new RawSocket(server);
    socket.send(longer);
    assertEquals("corrupted", socket.goodbye().code());
    assertEquals(1000, socket.closeCode());
  }

  @Test
  void bytesThatAreNoMessageAreAnswered() throws Exception {
    for (byte[] bytes :
        List.of(new byte[] {}, new byte[] {1, 2, 3}, "GET / HTTP".getBytes(UTF_8))) {
      RawSocket socket = new RawSocket(server);
      socket.send(bytes);
      assertEquals("corrupted", socket.goodbye().code());
      assertEquals(1000, socket.closeCode());
    }
  }

  @Test
  void textIsNotUnderstood() throws Exception {
    RawSocket socket = new RawSocket(server);
    socket.sendText("hello");
    assertEquals(1003, socket.closeCode());
  }

  @Test
  void onlyOnePathIsForClients() {
    CompletionException failed =
        assertThrows(
            CompletionException.class,
            () ->
                HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                        URI.create(server.address() + "/other"), new WebSocket.Listener() {})
                    .join());
    assertTrue(String.valueOf(failed.getCause()).contains("Handshake"), failed.toString());
  }

  @Test
  void aForgedSealIsNotTakenIn() throws Exception {
    List<Message.Goodbye> farewells = new CopyOnWriteArrayList<>();
    AtomicInteger forged = new AtomicInteger();
    RawSocket socket = new RawSocket(server);
    try (GoatDB liar = GoatDB.inMemory(o -> o.schemas(TASK).server("ws://127.0.0.1:1"))) {
      liar.create(REPOSITORY, TASK, Map.of("text", "forged"));
      Transport forging =
          new Transport() {
            @Override
            public void send(byte[] frame) {
              socket.send(forge(frame, forged));
            }

            @Override
            public void hangUp(String reason) {}
          };
      Transport.Receiver receiver = liar.attach(forging, true);
      socket.forward(frame -> {
        if (MessageCodec.decode(Octets.wrap(frame)) instanceof Message.Goodbye goodbye) {
          farewells.add(goodbye);
        }
        receiver.received(frame);
      });
      eventually(() -> !farewells.isEmpty());
      assertEquals("denied", farewells.get(0).code());
      assertTrue(farewells.get(0).reason().contains("seal"), farewells.get(0).reason());
      assertTrue(forged.get() > 0);
    }
    assertEquals(0, server.db().counts(REPOSITORY).commits());
  }

  /** Flips one bit of the signature of every seal in a data message. */
  private static byte[] forge(byte[] frame, AtomicInteger forged) {
    if (!(MessageCodec.decode(Octets.wrap(frame)) instanceof Message.Data data)) {
      return frame;
    }
    List<Octets> packs = new ArrayList<>();
    for (Octets pack : data.packs()) {
      byte[] bytes = pack.array().clone();
      byte[] signature = Pack.decode(pack).piece().seal().signature().array();
      bytes[indexOf(bytes, signature)] ^= 1;
      packs.add(Octets.wrap(bytes));
      forged.incrementAndGet();
    }
    return MessageCodec.encode(
            new Message.Data(data.channel(), data.sequence(), data.certificates(), packs))
        .array();
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("the signature stands in the pack");
  }
}
