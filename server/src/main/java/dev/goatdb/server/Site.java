package dev.goatdb.server;

import dev.goatdb.GoatDB;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.operator.Door;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * What the server answers over HTTP: its health, and its status page or an application.
 *
 * <p>Every answer carries headers that let a page use what comes from this server and nothing else.
 */
final class Site {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;
  private static final String STATUS_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
  private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern HOST = Pattern.compile("(?:[\\w.-]+|\\[[0-9a-fA-F:.]+])(?::\\d+)?");

  private final GoatDB db;
  private final StatusPage page;
  private final ServerOptions options;
  private final WorkerExecutor workers;
  private final IntSupplier connections;

  Site(GoatDB db, ServerOptions options, WorkerExecutor workers, IntSupplier connections) {
    this.db = db;
    this.page = new StatusPage(db);
    this.options = options;
    this.workers = workers;
    this.connections = connections;
  }

  Handler<HttpServerRequest> handler(Vertx vertx, Door door) {
    Router router = Router.router(vertx);
    router.route().handler(this::protect);
    router.get("/health").handler(this::health);
    door.serve(router);
    options.assets.ifPresentOrElse(
        folder -> new WebFiles(vertx, folder).serve(router),
        () -> router.get("/").handler(this::statusPage));
    return request -> {
      if (MALFORMED.matcher(String.valueOf(request.path())).find()) {
        var unused = request.response().setStatusCode(BAD_REQUEST).end();
      } else {
        router.handle(request);
      }
    };
  }

  private void protect(RoutingContext request) {
    request
        .response()
        .putHeader("content-security-policy", policy(request.request()))
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader("cross-origin-opener-policy", "same-origin");
    request.next();
  }

  /** Not every browser counts a WebSocket to the page's own host as 'self', so it is named. */
  private String policy(HttpServerRequest request) {
    String host = String.valueOf(request.authority());
    String sockets = HOST.matcher(host).matches() ? " ws://" + host + " wss://" + host : "";
    return options.contentSecurityPolicy.orElse(
        "default-src 'self'; connect-src 'self'"
            + sockets
            + "; img-src 'self' data:; worker-src 'self'; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'");
  }

  private void health(RoutingContext request) {
    answer(
        request,
        "application/json",
        totals -> page.json(totals, db.organisation(), connections.getAsInt()).encode());
  }

  private void statusPage(RoutingContext request) {
    request.response().putHeader("content-security-policy", STATUS_POLICY);
    answer(
        request,
        "text/html; charset=utf-8",
        totals ->
            page.html(
                totals,
                db.organisation(),
                db.organisationRoot().orElse(""),
                connections.getAsInt()));
  }

  /** The figures wait for the database, so they are gathered on a worker thread. */
  private void answer(
      RoutingContext request, String type, Function<StatusPage.Totals, String> write) {
    workers
        .executeBlocking(
            () -> {
              StatusPage.Totals totals = page.totals();
              request.response().setStatusCode(totals.isWell() ? OK : UNAVAILABLE);
              return write.apply(totals);
            },
            false)
        .onSuccess(text ->
            request
                .response()
                .putHeader("content-type", type)
                .putHeader("cache-control", "no-store")
                .end(text))
        .onFailure(cause -> {
          if (cause instanceof GoatException.Closed) {
            var unused = request.response().setStatusCode(UNAVAILABLE).end();
          } else {
            request.fail(cause);
          }
        });
  }
}
