package dev.goatdb;

import dev.goatdb.core.Notice;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Host;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who else follows a repository now, and what they say of themselves: where a cursor is, that
 * somebody types. Nobody writes it down; it lasts as long as the connection.
 */
public final class Presence {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  private final List<Consumer<List<Present>>> listeners = new CopyOnWriteArrayList<>();
  private final Host host;
  private final RepositoryPath path;
  private final Executor executor;

  /**
   * Somebody who is here.
   *
   * @param session whose it is, in hexadecimal
   * @param peer which program or window, in hexadecimal; a new one at every start
   * @param state what it says of itself
   */
  public record Present(String session, String peer, String state) {}

  /**
   * @param executor runs the listeners
   */
  Presence(Host host, RepositoryPath path, Executor executor) {
    this.host = host;
    this.path = path;
    this.executor = executor;
  }

  /**
   * Says something of this program to all who follow the repository: a text, mostly JSON, which is
   * what pages expect. Others get the last word, 25 times a second at the most.
   *
   * <p>Throws {@link dev.goatdb.error.GoatException.LimitExceeded} for more than 4,096 characters.
   */
  public void say(String state) {
    host.on(
        path,
        engine -> {
          dev.goatdb.core.Presence.of(engine, path).say(state);
          return path;
        });
  }

  /** Says nothing of this program any more. */
  public void leave() {
    say("");
  }

  /** All others who say something of themselves now. */
  public List<Present> others() {
    return host.on(
        path,
        engine ->
            dev.goatdb.core.Presence.of(engine, path).others().stream()
                .map(Presence::present)
                .toList());
  }

  private static Present present(dev.goatdb.core.Presence.Present other) {
    return new Present(other.session().bytes().hex(), other.peer().hex(), other.state());
  }

  /**
   * Calls the listener with all others, whenever one of them came, went, or said something else.
   */
  public Subscription onChange(Consumer<List<Present>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void tell() {
    try {
      List<Present> now = others();
      listeners.forEach(listener -> listener.accept(now));
    } catch (GoatException.Closed over) {
      LOG.debug("The database is closed.", over);
    }
  }

  /** Hears that somebody came, went, or said something else. */
  void hear(Notice.Present news) {
    if (news.repository().equals(path) && !listeners.isEmpty()) {
      try {
        executor.execute(this::tell);
      } catch (RejectedExecutionException over) {
        LOG.debug("Nobody listens to presence any more.", over);
      }
    }
  }
}
