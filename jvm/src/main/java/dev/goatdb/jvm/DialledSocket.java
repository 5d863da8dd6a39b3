package dev.goatdb.jvm;

import dev.goatdb.core.host.Limits;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that was dialled; frames are sent one after another, as the JDK's client wants it.
 *
 * <p>A network may fail without a word. So whoever hears nothing asks by a ping, and whoever still
 * hears nothing hangs up. Every byte that arrives is a sign of life, also a part of a message: a
 * slow network is not a dead one.
 */
final class DialledSocket implements WebSocket.Listener, Wire {
  private static final Logger LOG = LoggerFactory.getLogger(DialledSocket.class);

  private final Dialer dialer;
  private final Host host;
  private final URI server;
  private final long silenceMillis;
  private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private @Nullable WebSocket open;
  private volatile int id;
  private volatile long heardNanos = System.nanoTime();
  private boolean sending;
  private volatile boolean over;

  /**
   * @param silenceMillis after how long without a sign of life it is hung up
   */
  DialledSocket(Dialer dialer, Host host, URI server, long silenceMillis) {
    this.dialer = dialer;
    this.host = host;
    this.server = server;
    this.silenceMillis = silenceMillis;
  }

  @Override
  public void onOpen(WebSocket socket) {
    synchronized (this) {
      if (over) {
        socket.abort();
        return;
      }
      open = socket;
    }
    heardNanos = System.nanoTime();
    id = host.connect(this, true);
    if (over) {
      finish();
      return;
    }
    dialer.after(silenceMillis / Silence.SIGNS, () -> watch(socket));
    socket.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    partial.writeBytes(bytes);
    if (partial.size() > Limits.DEFAULT.frameBytes()) {
      hangUp("a frame is too large");
    } else if (last) {
      host.received(id, partial.toByteArray());
      partial.reset();
    }
    return heard(socket);
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    return heard(socket);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    return heard(socket);
  }

  private @Nullable CompletionStage<?> heard(WebSocket socket) {
    heardNanos = System.nanoTime();
    socket.request(1);
    return null;
  }

  private void watch(WebSocket socket) {
    if (over) {
      return;
    }
    long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
    if (silent >= silenceMillis) {
      LOG.warn("{} is silent, connecting again", server);
      hangUp("silent");
      return;
    }
    if (silent >= silenceMillis / Silence.SIGNS / 2) {
      // One that cannot be sent is no news: the silence goes on, or the connection broke.
      var unused = socket.sendPing(ByteBuffer.allocate(0));
    }
    dialer.after(silenceMillis / Silence.SIGNS, () -> watch(socket));
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    finish();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    LOG.debug("the connection to {} broke: {}", server, error.toString());
    finish();
  }

  @Override
  public void send(byte[] frame) {
    synchronized (this) {
      queue.add(frame);
    }
    next();
  }

  @Override
  public void hangUp(String reason) {
    WebSocket socket;
    synchronized (this) {
      over = true;
      socket = open;
    }
    if (socket != null) {
      socket.abort();
    }
    finish();
  }

  /** A send that fails may be all that ever tells of a connection that broke. */
  private void next() {
    WebSocket socket;
    byte[] frame;
    synchronized (this) {
      socket = open;
      frame = sending || over || socket == null ? null : queue.poll();
      if (frame == null || socket == null) {
        return;
      }
      sending = true;
    }
    // Without the lock: what follows may happen at once, and takes those of the dialer.
    var unused =
        socket
            .sendBinary(ByteBuffer.wrap(frame), true)
            .whenComplete((sent, failed) -> {
              synchronized (this) {
                sending = false;
              }
              if (failed == null) {
                next();
              } else {
                LOG.debug("sending to {} failed: {}", server, failed.toString());
                hangUp("broken");
              }
            });
  }

  /** The caller may hold the lock of the host; the engine is told from a thread that does not. */
  private void finish() {
    synchronized (this) {
      over = true;
      queue.clear();
    }
    dialer.after(0, () -> host.disconnected(id));
    dialer.ended(this);
  }
}
