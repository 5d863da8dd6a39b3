package dev.goatdb.bench.sync;

import dev.goatdb.GoatDB;
import dev.goatdb.Transport;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One more connection of a database to its server. To the server it is a client of its own, with
 * greeting and subscriptions; here it costs a socket instead of a database.
 */
final class IdleConnection implements WebSocket.Listener, Transport {
  private final GoatDB db;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private CompletableFuture<WebSocket> sent = new CompletableFuture<>();
  private @Nullable Receiver receiver;
  private boolean greeted;
  private volatile boolean answered;

  private IdleConnection(GoatDB db) {
    this.db = db;
  }

  /** Connects, and returns when the socket is open. */
  static IdleConnection dial(HttpClient client, String address, GoatDB db) {
    IdleConnection connection = new IdleConnection(db);
    client.newWebSocketBuilder().buildAsync(URI.create(address + "/sync"), connection).join();
    return connection;
  }

  /** Whether the server has said something behind the greeting, and so knows what is wanted. */
  boolean isAnswered() {
    return answered;
  }

  @Override
  public void onOpen(WebSocket socket) {
    sent.complete(socket);
    receiver = db.attach(this, true);
    socket.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    partial.writeBytes(bytes);
    if (last && receiver != null) {
      byte[] message = partial.toByteArray();
      partial.reset();
      receiver.received(message);
      answered = greeted;
      greeted |= MessageCodec.decode(Octets.wrap(message)) instanceof Message.Certified;
    }
    socket.request(1);
    return null;
  }

  /** Frames go one after another, as the JDK's client wants it. */
  @Override
  public synchronized void send(byte[] frame) {
    sent = sent.thenCompose(socket -> socket.sendBinary(ByteBuffer.wrap(frame), true));
  }

  @Override
  public synchronized void hangUp(String reason) {
    var unused = sent.thenAccept(WebSocket::abort);
  }
}
