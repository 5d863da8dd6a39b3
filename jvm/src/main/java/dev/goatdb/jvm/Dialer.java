package dev.goatdb.jvm;

import dev.goatdb.core.host.Limits;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket client: keeps one connection to a server, and comes back with growing pauses when
 * it breaks.
 */
public final class Dialer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 3_000;
  private static final long SILENCE_MILLIS = 75_000;
  private static final long WATCH_MILLIS = 15_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Host host;
  private final URI server;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "goatdb-dialer");
        thread.setDaemon(true);
        return thread;
      });
  private @Nullable Socket current;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private String trouble = "";
  private boolean paused;
  private boolean closed;

  /**
   * @param server a {@code ws:} or {@code wss:} address
   */
  public Dialer(Host host, URI server) {
    this.host = host;
    this.server = server;
  }

  public void start() {
    later(0);
  }

  /** The server accepted this session: the next break is a new one. */
  public synchronized void succeeded() {
    trouble = "";
    pauseMillis = FIRST_PAUSE_MILLIS;
  }

  /** Goes offline, or back online at once. */
  public synchronized void pause(boolean offline) {
    paused = offline;
    if (offline && current != null) {
      current.hangUp("offline");
    } else if (!offline) {
      pauseMillis = FIRST_PAUSE_MILLIS;
      later(0);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    client.shutdownNow();
    if (current != null) {
      current.hangUp("closed");
    }
  }

  private synchronized void dial() {
    if (closed || paused || current != null) {
      return;
    }
    Socket socket = new Socket();
    current = socket;
    var unused =
        client
            .newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(server, socket)
            .whenComplete((opened, failed) -> {
              if (failed != null) {
                report(failed);
                ended(socket);
              }
            });
  }

  /** The first failure after a success is worth a warning, those after it are not. */
  private synchronized void report(Throwable failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    String what =
        cause instanceof WebSocketHandshakeException refused
            ? "it answered " + refused.getResponse().statusCode()
            : cause instanceof ConnectException
                ? "the connection was refused"
                : String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
    if (trouble.isEmpty()) {
      LOG.warn("{} cannot be reached, trying on: {}", server, what);
    }
    trouble = what;
  }

  /**
   * Why the server cannot be reached, as a sentence with a space before it; nothing where it can.
   */
  public synchronized String trouble() {
    return paused
        ? " This database is offline."
        : trouble.isEmpty() ? "" : " The last try failed: " + trouble + ".";
  }

  private synchronized void ended(Socket socket) {
    if (current == socket) {
      current = null;
      long jitter = ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1);
      later(pauseMillis + jitter);
      pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
    }
  }

  private void later(long millis) {
    after(millis, this::dial);
  }

  private synchronized void after(long millis, Runnable task) {
    if (!closed) {
      var unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** One connection; frames are sent one after another, as the JDK's client wants it. */
  private final class Socket implements WebSocket.Listener, Wire {
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private @Nullable WebSocket open;
    private volatile int id;
    private volatile long heardNanos = System.nanoTime();
    private boolean sending;
    private volatile boolean over;

    @Override
    public void onOpen(WebSocket socket) {
      synchronized (this) {
        if (over) {
          socket.abort();
          return;
        }
        open = socket;
      }
      id = host.connect(this, true);
      if (over) {
        finish();
        return;
      }
      watch();
      socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      heardNanos = System.nanoTime();
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      partial.writeBytes(bytes);
      if (partial.size() > Limits.DEFAULT.frameBytes()) {
        hangUp("a frame is too large");
      } else if (last) {
        host.received(id, partial.toByteArray());
        partial.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
      heardNanos = System.nanoTime();
      socket.request(1);
      return null;
    }

    /** The server pings every 30 seconds; a connection that stays silent for longer is dead. */
    private void watch() {
      if (System.nanoTime() - heardNanos > TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS)) {
        LOG.warn("{} is silent, connecting again", server);
        hangUp("silent");
      } else if (!over) {
        after(WATCH_MILLIS, this::watch);
      }
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
    public synchronized void send(byte[] frame) {
      queue.add(frame);
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
    private synchronized void next() {
      WebSocket socket = open;
      byte[] frame = sending || over || socket == null ? null : queue.poll();
      if (frame != null && socket != null) {
        sending = true;
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
    }

    private void finish() {
      synchronized (this) {
        over = true;
        queue.clear();
      }
      // The caller may hold the lock of the host; the engine is told from a thread that does not.
      try {
        timer.execute(() -> host.disconnected(id));
      } catch (RejectedExecutionException closing) {
        LOG.trace("closing");
      }
      ended(this);
    }
  }
}
