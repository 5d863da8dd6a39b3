package dev.goatdb.server;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A WebSocket without a database behind it, to send what no database would. */
final class RawSocket implements WebSocket.Listener {
  /** What RFC 6455 calls a connection that ended without a farewell. */
  static final int ABNORMAL = 1006;

  private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final WebSocket socket;
  private volatile Consumer<byte[]> receiver = messages::add;

  RawSocket(GoatServer server) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(server.address() + "/sync"), this)
            .join();
  }

  /** Sends one message in fragments of the given sizes. */
  void send(byte[] message, int... sizes) {
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      socket
          .sendBinary(ByteBuffer.wrap(message, from, sizes[i]), i == sizes.length - 1)
          .exceptionally(gone -> socket)
          .join();
      from += sizes[i];
    }
  }

  void send(byte[] message) {
    send(message, message.length);
  }

  void sendText(String text) {
    socket.sendText(text, true).join();
  }

  /** Messages go there: those that have come, and all from now on. */
  void forward(Consumer<byte[]> to) {
    synchronized (messages) {
      for (byte[] come = messages.poll(); come != null; come = messages.poll()) {
        to.accept(come);
      }
      receiver = to;
    }
  }

  /** The farewell of the server: the next message. */
  Message.Goodbye goodbye() throws InterruptedException {
    byte[] message = messages.poll(20, TimeUnit.SECONDS);
    return (Message.Goodbye) MessageCodec.decode(Octets.wrap(message));
  }

  /** The code with which the server closed, {@link #ABNORMAL} if it just went. */
  int closeCode() throws Exception {
    return closed.get(20, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    partial.writeBytes(bytes);
    if (last) {
      synchronized (messages) {
        receiver.accept(partial.toByteArray());
      }
      partial.reset();
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    if (error instanceof IOException && !(error instanceof ProtocolException)) {
      closed.complete(ABNORMAL); // reset by the other side, with bytes still under way
    } else {
      closed.completeExceptionally(error);
    }
  }
}
