package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an authority does about sessions. */
public final class Sessions {
  /** The repository whose chain says of all sessions that are revoked that they are. */
  public static final RepositoryPath HOME = RepositoryPath.parse("/sys/sessions");

  private static final int MOST_USER = 80;

  /** What is written down of a session in {@link #HOME}, under its id. */
  public static final Schema SCHEMA =
      Schema.of(
          "goat.session",
          1,
          List.of(
              FieldDefinition.of("user", FieldType.Scalar.STRING),
              FieldDefinition.of("revoked", FieldType.Scalar.BOOLEAN),
              FieldDefinition.of("since", FieldType.Scalar.INSTANT)));

  private Sessions() {}

  /**
   * Makes a session that of a user, for good: it is certified so from its next connection on, for
   * which it is hung up on. Whoever takes a user away revokes the session.
   *
   * <p>{@link #HOME} must be open. For the authority, and for sessions of its operator.
   */
  public static void assign(Engine engine, SessionId session, String user) {
    if (user.isEmpty() || user.length() > MOST_USER) {
      throw new GoatException.InvalidValue(
          "'" + user + "' is no name of a user.", "Use 1 to " + MOST_USER + " characters.");
    }
    note(engine, session, "user", Value.of(user));
  }

  /** Writes down that a session is revoked, which then {@linkplain #revoke is}; otherwise alike. */
  public static void note(Engine engine, SessionId session) {
    note(engine, session, "revoked", Value.TRUE);
  }

  private static void note(Engine engine, SessionId session, String field, Value value) {
    Context context = engine.context();
    boolean operator = context.certificate().filter(Certificate::trusted).isPresent();
    if (!context.settings().authority() && !operator) {
      throw new GoatException.Denied(
          "This database is neither the authority of its organisation nor its operator's.",
          "Do it at the server, or with the key file trusted.key.");
    }
    context.schemas().add(SCHEMA);
    ItemPath path = path(session);
    if (engine.state(path).isEmpty()) {
      Value since = new Value.Moment(context.wallMillis());
      engine.create(path, SCHEMA, Map.of(field, value, "since", since));
    } else {
      engine.set(path, field, Optional.of(value));
    }
  }

  /** What is written down of a session has changed: the authority acts on it. */
  static void changed(Engine engine, Repository home, String item) {
    Optional<Shown> shown = home.items().look(item);
    if (isId(item) && shown.isPresent()) {
      SessionId session = new SessionId(Octets.ofHex(item));
      if (shown.get().state().field("revoked").equals(Optional.of(Value.TRUE))) {
        revoke(engine, session);
      } else {
        engine.connections().restart(session, user(home, session));
      }
    }
  }

  /** Whether a text is the id of a session in hexadecimal. */
  public static boolean isId(String text) {
    boolean hex = text.length() == 2 * SessionId.BYTES;
    for (int i = 0; hex && i < text.length(); i++) {
      char c = text.charAt(i);
      hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
    return hex;
  }

  /** Whose session that is, as far as {@link #HOME} says. */
  public static Optional<String> user(Engine engine, SessionId session) {
    return engine.isOpen(HOME) ? user(engine.repositories().get(HOME), session) : Optional.empty();
  }

  static Optional<String> user(Repository home, SessionId session) {
    Optional<Value> user =
        home.items().look(path(session).item()).flatMap(shown -> shown.state().field("user"));
    return user.isPresent() && user.get() instanceof Value.Str text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private static ItemPath path(SessionId session) {
    return new ItemPath(HOME, session.bytes().hex());
  }

  private static void requireAuthority(Context context) {
    if (!context.settings().authority()) {
      throw new GoatException.Denied(
          "This database is not the authority of its organisation.", "Do it at the server.");
    }
  }

  /** The session of this device. */
  public static SessionId of(Engine engine) {
    return engine.context().session();
  }

  /**
   * Revokes a session for good: its connections are closed, and from here on no commit of it gets a
   * receipt; those that were admitted before get theirs. Every repository that knows the session
   * says so in its chain, and {@code /sys/sessions} does for all.
   *
   * <p>Does nothing where it is revoked already. For the authority only.
   */
  public static void revoke(Engine engine, SessionId session) {
    Context context = engine.context();
    requireAuthority(context);
    context.revocations().add(session);
    engine.connections().close(session);
    engine.repositories().all().forEach(repository -> repository.issuer().revoke(session));
    engine
        .repositories()
        .whenOpen(
            Sessions.HOME,
            home -> home.issuer().revoke(session),
            error -> context.outbox().add(new Notice.Warning(error.getMessage())));
  }

  /** Whether a session is revoked, as far as the open repositories tell. */
  public static boolean isRevoked(Engine engine, SessionId session) {
    return engine.context().revocations().contains(session);
  }
}
