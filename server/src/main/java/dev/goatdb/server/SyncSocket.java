package dev.goatdb.server;

import dev.goatdb.GoatDB;
import dev.goatdb.Transport;
import dev.goatdb.error.GoatException;
import io.vertx.core.Context;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket as a transport of the database.
 *
 * <p>The event loop only moves bytes. A message goes to the database on a worker thread, and the
 * next frame is asked for when it was taken: so a fast sender waits in its own network buffers, and
 * messages stay in order. What is sent runs on the event loop, in the order of calls.
 */
final class SyncSocket implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(SyncSocket.class);
  private static final long MOST_WAITING_BYTES = 512L << 20;
  private static final int MOST_REASON_BYTES = 120;
  private static final short NORMAL = 1000;
  private static final short UNSUPPORTED = 1003;
  private static final short GOING_AWAY = 1001;

  private final GoatDB db;
  private final ServerWebSocket socket;
  private final Context context;
  private final WorkerExecutor workers;
  private final int mostMessageBytes;
  private final AtomicLong waitingBytes = new AtomicLong();
  private Buffer partial = Buffer.buffer();
  private @Nullable Receiver receiver;
  private Runnable whenLeft = () -> {};
  private boolean gone;
  private boolean left;
  private boolean busy;

  SyncSocket(
      GoatDB db,
      ServerWebSocket socket,
      Context context,
      WorkerExecutor workers,
      int mostMessageBytes) {
    this.db = db;
    this.socket = socket;
    this.context = context;
    this.workers = workers;
    this.mostMessageBytes = mostMessageBytes;
  }

  /**
   * Attaches the connection to the database; frames wait until that is done.
   *
   * @param whenLeft called once, when the connection is closed and the database knows
   */
  void start(Runnable whenLeft) {
    this.whenLeft = whenLeft;
    socket.pause();
    socket.frameHandler(this::frame);
    socket.exceptionHandler(
        broken -> LOG.debug("the connection of {} broke: {}", remote(), broken.getMessage()));
    socket.closeHandler(closed -> {
      gone = true;
      leave();
    });
    work(() -> {
      receiver = db.attach(this, false);
      return receiver;
    });
  }

  @Override
  public void send(byte[] frame) {
    if (waitingBytes.addAndGet(frame.length) > MOST_WAITING_BYTES) {
      hangUp("the connection is too slow for what it asked for");
      return;
    }
    context.runOnContext(now ->
        socket
            .writeBinaryMessage(Buffer.buffer(frame))
            .onComplete(sent -> waitingBytes.addAndGet(-frame.length)));
  }

  @Override
  public void hangUp(String reason) {
    LOG.info("closing the connection of {}: {}", remote(), reason);
    context.runOnContext(now -> close(NORMAL, reason));
  }

  private void frame(WebSocketFrame frame) {
    if (frame.isText()) {
      close(UNSUPPORTED, "messages are binary");
    } else if (frame.isBinary() || frame.isContinuation()) {
      partial.appendBuffer(frame.binaryData());
      // The database refuses a message beyond the limit, and tells the other side why.
      if (frame.isFinal() || partial.length() > mostMessageBytes) {
        byte[] message = partial.getBytes();
        partial = Buffer.buffer();
        work(() -> {
          if (receiver != null) {
            receiver.received(message);
          }
          return message;
        });
      } else {
        socket.fetch(1);
      }
    } else {
      socket.fetch(1);
    }
  }

  /** Calls the database on a worker thread, then asks for the next frame. */
  private void work(Callable<?> task) {
    busy = true;
    workers
        .executeBlocking(task, false)
        .onComplete(done -> {
          busy = false;
          if (done.failed()) {
            refuse(done.cause());
          }
          if (gone) {
            leave();
          } else {
            socket.fetch(1);
          }
        });
  }

  private void refuse(Throwable cause) {
    if (cause instanceof GoatException known) {
      close(GOING_AWAY, known.getMessage());
    } else {
      LOG.error("A connection failed.", cause);
      close(GOING_AWAY, "the server failed, see its log");
    }
  }

  /** Tells the database that the connection is gone, once, and after everything that came on it. */
  private void leave() {
    if (busy || left) {
      return;
    }
    left = true;
    Receiver known = receiver;
    workers
        .executeBlocking(
            () -> {
              if (known != null) {
                known.disconnected();
              }
              return this;
            },
            false)
        .onFailure(cause -> LOG.debug("late: {}", cause.toString()))
        .onComplete(done -> whenLeft.run());
  }

  private void close(short code, String reason) {
    byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
    String shortened =
        utf8.length <= MOST_REASON_BYTES
            ? reason
            : new String(utf8, 0, MOST_REASON_BYTES, StandardCharsets.UTF_8).replace("\uFFFD", "");
    socket.close(code, shortened).onFailure(cause -> LOG.debug("late: {}", cause.toString()));
    socket.fetch(1);
  }

  String remote() {
    return String.valueOf(socket.remoteAddress());
  }
}
