package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.value.RepositoryPath;

/** What an authority does about sessions. */
public final class Sessions {
  /** The repository whose chain says of all sessions that are revoked that they are. */
  public static final RepositoryPath HOME = RepositoryPath.parse("/sys/sessions");

  private Sessions() {}

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
    if (!context.settings().authority()) {
      throw new IllegalStateException("Only an authority revokes sessions.");
    }
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
