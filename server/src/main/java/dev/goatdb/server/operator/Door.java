package dev.goatdb.server.operator;

import dev.goatdb.Authority;
import dev.goatdb.Restoration;
import dev.goatdb.core.host.Octets;
import dev.goatdb.jvm.FolderKeys;
import dev.goatdb.jvm.OperatorKey;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where the operator of a running server tells it what to do: {@code /operator}.
 *
 * <p>A GET hands out a word that counts once. A POST brings {@code {"word": ..., "do": ...}}, and
 * in the header {@code goat-signature} the signature over these bytes by the server's {@code
 * trusted.key}; so whoever listens in or replays gets nothing done.
 */
public final class Door {
  /** Where it is. */
  static final String PATH = "/operator";

  private static final int FORBIDDEN = 403;
  private static final int UNPROCESSABLE = 422;
  private static final int WORD_BYTES = 16;
  private static final int MOST_WORDS = 64;
  private static final int MOST_BYTES = 4096;

  private final Optional<OperatorKey> key;
  private final WorkerExecutor workers;
  private final Authority authority;
  private final Set<String> words = new LinkedHashSet<>();

  public Door(Path folder, Authority authority, WorkerExecutor workers) {
    this.key = OperatorKey.in(folder);
    this.authority = authority;
    this.workers = workers;
  }

  /** What is signed. */
  static Octets message(String body) {
    return Octets.wrap(("goat/operator/1\n" + body).getBytes(StandardCharsets.UTF_8));
  }

  /** Puts it among what the server answers. */
  public void serve(Router router) {
    router.get(PATH).handler(request -> answer(request, new JsonObject().put("word", word())));
    router.post(PATH).handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES));
    router.post(PATH).handler(this::hear);
  }

  private synchronized String word() {
    if (words.size() >= MOST_WORDS) {
      words.remove(words.iterator().next());
    }
    String word = FolderKeys.random(WORD_BYTES).hex();
    words.add(word);
    return word;
  }

  private synchronized boolean take(String word) {
    return words.remove(word);
  }

  private void hear(RoutingContext request) {
    String body = Optional.ofNullable(request.body().asString()).orElse("");
    Optional<JsonObject> said = parse(body);
    if (said.isEmpty() || !isOperator(request, body)) {
      refuse(request, FORBIDDEN, "This is not signed by the server's trusted.key.");
      return;
    }
    if (!take(said.get().getString("word", ""))) {
      refuse(request, FORBIDDEN, "The word was used, or is too old. Ask for another.");
      return;
    }
    for (Wish wish : Wish.values()) {
      if (wish.name().equals(said.get().getString("do"))) {
        workers
            .executeBlocking(() -> carryOut(wish), false)
            .onSuccess(answer -> answer(request, answer))
            .onFailure(request::fail);
        return;
      }
    }
    refuse(request, UNPROCESSABLE, "This server does not know that. Use its own version of goat.");
  }

  private boolean isOperator(RoutingContext request, String body) {
    String signature =
        Optional.ofNullable(request.request().getHeader("goat-signature")).orElse("");
    return signature.matches("[0-9a-f]{128}")
        && key.filter(known -> known.signed(message(body), Octets.ofHex(signature))).isPresent();
  }

  private static Optional<JsonObject> parse(String body) {
    try {
      return Optional.of(new JsonObject(body));
    } catch (DecodeException malformed) {
      return Optional.empty();
    }
  }

  private JsonObject carryOut(Wish wish) {
    if (wish == Wish.GO_ON) {
      authority.goOn();
    }
    return restorations();
  }

  private JsonObject restorations() {
    JsonArray all = new JsonArray();
    for (Restoration one : authority.restorations()) {
      JsonObject from = new JsonObject();
      one.from().forEach(from::put);
      all.add(
          new JsonObject()
              .put("repository", one.repository())
              .put("back", one.back())
              .put("from", from)
              .put("missing", one.missing())
              .put("lost", one.lost()));
    }
    return new JsonObject().put("restoring", authority.isRestoring()).put("repositories", all);
  }

  private static void refuse(RoutingContext request, int status, String why) {
    request.response().setStatusCode(status);
    answer(request, new JsonObject().put("error", why));
  }

  private static void answer(RoutingContext request, JsonObject answer) {
    var unused =
        request
            .response()
            .putHeader("content-type", "application/json")
            .putHeader("cache-control", "no-store")
            .end(answer.encode());
  }
}
