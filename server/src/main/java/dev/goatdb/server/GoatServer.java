package dev.goatdb.server;

import dev.goatdb.Authority;
import dev.goatdb.GoatDB;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Silence;
import dev.goatdb.server.operator.Door;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server: the database in a folder as the authority of its organisation, for clients over
 * WebSocket at {@code /sync}.
 *
 * <pre>{@code
 * try (GoatServer server = GoatServer.open(Path.of("data"), o -> o.file(GoatFile.load(Path.of("goat.json"))))) {
 *   server.db().create("/data/todos", TASK, Map.of("text", "made by the server"));
 *   ...
 * }
 * }</pre>
 */
public final class GoatServer implements AutoCloseable {
  /** The largest message either side may send, in bytes. */
  public static final int MOST_MESSAGE_BYTES = 1 << 20;

  /** A frame up to this size is read, to say what is wrong with it; a larger one ends it all. */
  private static final int MOST_FRAME_BYTES = 2 * MOST_MESSAGE_BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(GoatServer.class);
  private static final int WORKERS = 8;
  private static final int CLOSING_SECONDS = 90;
  private static final int MOST_HANG_UP_STEPS = 1000;
  private static final long HANG_UP_STEP_NANOS = 5_000_000;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final Path folder;
  private final ServerOptions options;
  private final GoatDB db;
  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private HttpServer http;

  private GoatServer(Path folder, ServerOptions options, GoatDB db, Vertx vertx) {
    this.folder = folder;
    this.options = options;
    this.db = db;
    this.vertx = vertx;
    this.workers = vertx.createSharedWorkerExecutor("goatdb-sync", WORKERS);
    this.http = server(vertx);
  }

  /**
   * Opens the database in a folder, founding an organisation where there is none, and listens.
   *
   * @throws GoatException.InUse where the port or the folder is used by another process
   * @throws GoatException.StorageFailed where the folder cannot be written
   * @throws GoatException.Corrupted where a log is damaged; nothing is changed then
   * @throws GoatException.Incompatible where the folder is a replica of somebody else's server
   * @throws GoatException.Denied where the operating system forbids the port
   * @throws GoatException.InvalidValue where the host is not an address of this machine
   */
  public static GoatServer open(Path folder, Consumer<ServerOptions> configure) {
    ServerOptions options = new ServerOptions();
    configure.accept(options);
    GoatDB db =
        GoatDB.open(
            folder,
            o -> {
              options.files.forEach(o::file);
              options.upgrades.forEach(upgrade -> upgrade.accept(o));
              options.rules.forEach(rule -> rule.accept(o));
              o.schemas(options.schemas.toArray(Schema[]::new)).authority();
            });
    FileSystemOptions noCopies =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    Vertx vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(noCopies));
    GoatServer server = new GoatServer(folder, options, db, vertx);
    try {
      if (options.restoring) {
        server.authority().restore();
      }
      server.listen();
      return server;
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  /** The database of the server, for code that is embedded with it. */
  public GoatDB db() {
    return db;
  }

  /** What its operator does with its authority. */
  public Authority authority() {
    return Authority.of(db);
  }

  /** The port it listens on. */
  public int port() {
    return http.actualPort();
  }

  /** What clients on this machine connect to, {@code ws://host:port}. */
  public String address() {
    boolean everywhere = options.host.equals("0.0.0.0") || options.host.equals("::");
    String host = everywhere ? "127.0.0.1" : options.host;
    return "ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /** How many clients are connected now. */
  public int connections() {
    return connections.get();
  }

  /** Stops listening, hangs up, makes everything durable and closes the folder. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      ServerAddress.remove(folder);
      db.close();
      try {
        http.close().await(CLOSING_SECONDS, TimeUnit.SECONDS);
        awaitHangUps();
        vertx.close().await(CLOSING_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException slow) {
        LOG.warn("The network threads did not end in time.");
      }
      LOG.info("closed");
    }
  }

  /** What the connections still have to say needs the threads that are closed after this. */
  private void awaitHangUps() {
    for (int i = 0; connections.get() > 0 && i < MOST_HANG_UP_STEPS; i++) {
      LockSupport.parkNanos(HANG_UP_STEP_NANOS);
    }
  }

  private void listen() {
    try {
      http =
          http.listen(options.port, options.host).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException failed) {
      throw explain(failed.getCause() == null ? failed : failed.getCause());
    }
    ServerAddress.write(folder, address());
    LOG.info("listening at {}, data in {}", address(), folder.toAbsolutePath().normalize());
  }

  private GoatException explain(Throwable cause) {
    if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
      return new GoatException.InvalidValue(
              "'" + options.host + "' is not an address.",
              "Use 127.0.0.1 for this machine alone, 0.0.0.0 for every network it is in.")
          .causedBy(cause);
    }
    String what = "Could not listen on port " + options.port + " of " + options.host + ": ";
    String why = String.valueOf(cause.getMessage());
    if (cause instanceof BindException && why.contains("in use")) {
      return new GoatException.InUse(
              "The port " + options.port + " of " + options.host + " is used by another program.",
              "Stop that program, or choose another port; 0 takes a free one.")
          .causedBy(cause);
    }
    if (cause instanceof BindException) {
      return new GoatException.InvalidValue(
              what + why + ".",
              "Use an address of this machine: 127.0.0.1, or 0.0.0.0 for all of them.")
          .causedBy(cause);
    }
    return new GoatException.Denied(what + why + ".", "Choose a port from 1024 up.")
        .causedBy(cause);
  }

  private HttpServer server(Vertx on) {
    HttpServerOptions limits =
        new HttpServerOptions()
            .setMaxWebSocketFrameSize(MOST_FRAME_BYTES)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setReadIdleTimeout((int) options.silence.toMillis());
    Site site = new Site(db, options, workers, connections::get);
    return on.createHttpServer(limits)
        .exceptionHandler(broken -> LOG.debug("a connection broke: {}", broken.toString()))
        .requestHandler(site.handler(on, new Door(folder, authority(), workers)))
        .webSocketHandshakeHandler(GoatServer::admit)
        .webSocketHandler(this::accept);
  }

  private static void admit(ServerWebSocketHandshake handshake) {
    boolean ours = handshake.path().equals("/sync");
    var unused =
        !ours
            ? handshake.reject(NOT_FOUND)
            : isForeign(handshake) ? handshake.reject(FORBIDDEN) : handshake.accept();
  }

  /** Pages of other sites may not use a visitor's browser to talk to this server. */
  private static boolean isForeign(ServerWebSocketHandshake handshake) {
    String origin = handshake.headers().get("Origin");
    String host = handshake.headers().get("Host");
    return origin != null && !origin.substring(origin.indexOf("//") + 2).equals(host);
  }

  private void accept(ServerWebSocket socket) {
    SyncSocket sync =
        new SyncSocket(db, socket, vertx.getOrCreateContext(), workers, MOST_MESSAGE_BYTES);
    LOG.info("{} connected, {} now", sync.remote(), connections.incrementAndGet());
    long ping =
        vertx.setPeriodic(
            options.silence.toMillis() / Silence.SIGNS, tick -> socket.writePing(Buffer.buffer()));
    sync.start(() -> {
      vertx.cancelTimer(ping);
      LOG.info("{} disconnected, {} left", sync.remote(), connections.decrementAndGet());
    });
  }
}
