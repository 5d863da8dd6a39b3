package dev.goatdb.jvm;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.Executors;
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
  private final long silenceMillis;
  @Nullable DialledSocket current;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private String trouble = "";
  private boolean paused;
  private boolean closed;

  /**
   * @param server a {@code ws:} or {@code wss:} address
   * @param silence after how long without a sign of life a connection counts as broken
   */
  public Dialer(Host host, URI server, Duration silence) {
    this.host = host;
    this.server = server;
    this.silenceMillis = silence.toMillis();
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
  public void pause(boolean offline) {
    synchronized (this) {
      paused = offline;
      if (!offline) {
        pauseMillis = FIRST_PAUSE_MILLIS;
        later(0);
      }
    }
    if (offline) {
      hangUp("offline");
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      timer.shutdownNow();
      client.shutdownNow();
    }
    hangUp("closed");
  }

  /** Called without the lock: a socket that ends holds its own and takes this one. */
  private void hangUp(String reason) {
    DialledSocket socket;
    synchronized (this) {
      socket = current;
    }
    if (socket != null) {
      socket.hangUp(reason);
    }
  }

  private synchronized void dial() {
    if (closed || paused || current != null) {
      return;
    }
    DialledSocket socket = new DialledSocket(this, host, server, silenceMillis);
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

  /** A connection is over, or was never made: another one follows after a pause. */
  synchronized void ended(DialledSocket socket) {
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

  synchronized void after(long millis, Runnable task) {
    if (!closed) {
      var unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    }
  }
}
