package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.error.GoatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connections of an engine, by the numbers that its host gave them. */
final class Connections {
  private final Context context;
  private final Engine engine;
  private final Map<Integer, Connection> open = new LinkedHashMap<>();

  Connections(Context context, Engine engine) {
    this.context = context;
    this.engine = engine;
    context.permissions().serve(engine);
  }

  Optional<Connection> find(int id) {
    return Optional.ofNullable(open.get(id));
  }

  void made(int id, boolean dialled) {
    Connection connection = new Connection(context, engine, id, dialled);
    open.put(id, connection);
    connection.start();
    if (!dialled && !context.settings().authority()) {
      connection.fail(
          new GoatException.Denied("This peer is not a server.", "Connect to the server."));
    }
  }

  void gone(int id) {
    Connection connection = open.remove(id);
    if (connection != null) {
      connection.close();
      context.outbox().add(new Notice.Disconnected(id));
    }
  }

  /** Tells a revoked session so, and hangs up. */
  void close(SessionId session) {
    for (Connection connection : List.copyOf(open.values())) {
      boolean theirs =
          connection.certificate().filter(of -> of.session().equals(session)).isPresent();
      if (theirs && !connection.isDialled()) {
        connection.fail(Revocations.revoked(session));
      }
    }
  }

  /** Hangs up on a session of another user, which connects again and is certified anew. */
  void restart(SessionId session, Optional<String> user) {
    for (Connection connection : List.copyOf(open.values())) {
      boolean other =
          connection
              .certificate()
              .filter(of -> of.session().equals(session) && !of.user().equals(user))
              .isPresent();
      if (other && !connection.isDialled()) {
        connection.hangUp("connect again, for what is known of you has changed");
      }
    }
  }

  /** A repository came to be open: servers are asked for it. */
  void subscribe(Repository repository) {
    for (Connection connection : open.values()) {
      if (connection.isDialled() && connection.isReady()) {
        connection.subscribe(repository);
      }
    }
  }
}
