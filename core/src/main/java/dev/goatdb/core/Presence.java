package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is here: what each program or window that follows a repository says of itself, such as where
 * its cursor stands.
 *
 * <p>It is written down nowhere, and lasts as long as the connection that it came over. The
 * authority passes it on.
 */
public final class Presence {
  private final Context context;
  private final Repository repository;
  private final Map<Name, Entry> others = new TreeMap<>();
  private String own = "";

  /** When the last word was sent, or is about to be. */
  private long saidMillis = Long.MIN_VALUE / 2;

  /**
   * Somebody who is here.
   *
   * @param session whose it is
   * @param peer which of its programs or windows: 8 bytes, new at every start
   * @param state what it says of itself
   */
  public record Present(SessionId session, Octets peer, String state) {}

  private record Entry(Present present, Link source) {}

  /** Nobody speaks for another session; the newest connection of a peer counts. */
  private record Name(SessionId session, Octets peer) implements Comparable<Name> {
    static Name of(Present present) {
      return new Name(present.session(), present.peer());
    }

    @Override
    public int compareTo(Name other) {
      int bySession = session.compareTo(other.session);
      return bySession != 0 ? bySession : peer.compareTo(other.peer);
    }
  }

  Presence(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
  }

  /** That of an open repository. */
  public static Presence of(Engine engine, RepositoryPath path) {
    return engine.repositories().get(path).presence();
  }

  /**
   * Says something of this program; empty where it says nothing any more. Others get the last word,
   * some 25 times a second at the most.
   *
   * <p>Throws {@code LimitExceeded} for more than 4,096 characters.
   */
  public void say(String state) {
    if (state.length() > context.limits().presenceChars()) {
      throw new GoatException.LimitExceeded(
          "A presence has "
              + state.length()
              + " characters, more than "
              + context.limits().presenceChars()
              + ".",
          "Say less, and keep what lasts in an item.");
    }
    if (state.equals(own)) {
      return;
    }
    own = state;
    long now = context.nowMillis();
    if (saidMillis <= now) {
      saidMillis = Math.max(now, saidMillis + context.limits().liveMillis());
      if (saidMillis == now) {
        tell();
      } else {
        context.timers().at(saidMillis, this::tell);
      }
    }
  }

  private void tell() {
    repository.links().forEach(link -> link.present(self()));
  }

  private Present self() {
    return new Present(context.session(), context.incarnation(), own);
  }

  /** All others, in the order of their names. */
  public List<Present> others() {
    List<Present> here = new ArrayList<>();
    others.values().forEach(entry -> here.add(entry.present()));
    return here;
  }

  /** What was said before another took the place of this repository still counts. */
  void takeOver(Presence earlier) {
    if (!earlier.own.isEmpty()) {
      say(earlier.own);
    }
  }

  /** Somebody says something. */
  void receive(Link source, SessionId session, Message.Presence message) {
    if (message.state().length() > context.limits().presenceChars()) {
      throw new GoatException.LimitExceeded(
          "A presence has more than " + context.limits().presenceChars() + " characters.",
          "Say less.");
    }
    Present present = new Present(session, message.peer(), message.state());
    Name name = Name.of(present);
    boolean self = Name.of(self()).equals(name);
    if (self || !others.containsKey(name) && isFull(source)) {
      return;
    }
    if (present.state().isEmpty()) {
      others.remove(name);
    } else {
      others.put(name, new Entry(present, source));
    }
    passOn(source, present);
    changed();
  }

  private boolean isFull(Link source) {
    int from = 0;
    for (Entry entry : others.values()) {
      from += entry.source().equals(source) ? 1 : 0;
    }
    return context.settings().authority() && from >= context.limits().presences();
  }

  private void passOn(Link source, Present present) {
    if (context.settings().authority()) {
      for (Link link : repository.links()) {
        if (!link.equals(source)) {
          link.present(present);
        }
      }
    }
  }

  /** Somebody follows the repository from now on, or is followed. */
  void opened(Link link) {
    if (!own.isEmpty()) {
      link.present(self());
    }
    if (context.settings().authority()) {
      others.values().forEach(entry -> link.present(entry.present()));
    }
  }

  /** Who came over a link is not here any more. */
  void closed(Link link) {
    List<Present> gone = new ArrayList<>();
    for (Entry entry : others.values()) {
      if (entry.source().equals(link)) {
        gone.add(entry.present());
      }
    }
    for (Present one : gone) {
      others.remove(Name.of(one));
      passOn(link, new Present(one.session(), one.peer(), ""));
    }
    if (!gone.isEmpty()) {
      changed();
    }
  }

  private void changed() {
    context.outbox().add(new Notice.Present(repository.path()));
  }
}
