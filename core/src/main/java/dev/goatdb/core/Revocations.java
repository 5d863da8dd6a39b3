package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The sessions that are revoked, as far as any open repository says. */
final class Revocations {
  private final Set<SessionId> revoked = new TreeSet<>();

  /** What a revoked session is told. */
  static GoatException revoked(SessionId session) {
    return new GoatException.Denied(
        "The session " + session + " is revoked.",
        "Log in again; what the server has not confirmed is kept here.");
  }

  void add(SessionId session) {
    revoked.add(session);
  }

  boolean contains(SessionId session) {
    return revoked.contains(session);
  }

  List<SessionId> all() {
    return List.copyOf(revoked);
  }
}
