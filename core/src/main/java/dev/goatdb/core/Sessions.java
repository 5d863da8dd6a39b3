package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;

/** What an authority does about sessions. */
public final class Sessions {
  private Sessions() {}

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
            Revocations.HOME,
            home -> home.issuer().revoke(session),
            error -> context.outbox().add(new Notice.Warning(error.getMessage())));
  }

  /** Whether a session is revoked, as far as the open repositories tell. */
  public static boolean isRevoked(Engine engine, SessionId session) {
    return engine.context().revocations().contains(session);
  }
}
