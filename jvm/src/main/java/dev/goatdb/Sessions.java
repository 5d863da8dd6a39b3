package dev.goatdb;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Host;
import java.util.Optional;

/**
 * What an authority does about the sessions of others, and its operator with the key file {@code
 * trusted.key}; sessions are named by their ids.
 */
public final class Sessions {
  private final Host host;

  Sessions(Host host) {
    this.host = host;
  }

  /** What the items in {@code /sys/sessions} are, by the ids of sessions. */
  public static Schema schema() {
    return new Schema(dev.goatdb.core.Sessions.SCHEMA);
  }

  /**
   * Makes a session that of a user, as rules see it. The session is hung up on, and is certified
   * anew when it connects again, which it does by itself. This is for good: to take a user away,
   * revoke the session.
   *
   * @param user 1 to 80 characters
   * @throws GoatException.Denied where this database is neither the authority nor its operator's
   */
  public void assign(String session, String user) {
    SessionId id = id(session);
    host.on(
        dev.goatdb.core.Sessions.HOME,
        engine -> {
          dev.goatdb.core.Sessions.assign(engine, id, user);
          return id;
        });
  }

  /** Whose a session is, where it is somebody's. */
  public Optional<String> user(String session) {
    SessionId id = id(session);
    return host.read(engine -> dev.goatdb.core.Sessions.user(engine, id));
  }

  /**
   * Revokes a session for good: its connections are closed, and nothing more of it is accepted.
   *
   * @throws GoatException.Denied where this database is neither the authority nor its operator's
   */
  public void revoke(String session) {
    SessionId id = id(session);
    host.on(
        dev.goatdb.core.Sessions.HOME,
        engine -> {
          dev.goatdb.core.Sessions.note(engine, id);
          return id;
        });
  }

  /** Whether a session is revoked. */
  public boolean isRevoked(String session) {
    SessionId id = id(session);
    return host.read(engine -> dev.goatdb.core.Sessions.isRevoked(engine, id));
  }

  private static SessionId id(String session) {
    if (!dev.goatdb.core.Sessions.isId(session)) {
      throw new GoatException.InvalidValue(
          "'" + session + "' is not the id of a session.", "Take what session() says there.");
    }
    return new SessionId(Octets.ofHex(session));
  }
}
