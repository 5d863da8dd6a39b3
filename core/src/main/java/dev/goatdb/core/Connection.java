package dev.goatdb.core;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.error.GoatException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A connection to a peer: first the greeting, then messages for links, one after another.
 *
 * <p>While something about a message waits for an answer of the host (a signature, a log), the
 * messages behind it wait in the inbox.
 */
final class Connection {
  private final Context context;
  private final Engine engine;
  private final int id;
  private final boolean dialled;
  private final Greeting greeting;
  private final Window window;
  private final ArrayDeque<Octets> inbox = new ArrayDeque<>();
  private final Map<Integer, Link> links = new LinkedHashMap<>();
  private final Set<Integer> denied = new HashSet<>();
  private int holds;
  private int channels;
  private boolean dead;
  private boolean pumping;
  private long inboxBytes;

  Connection(Context context, Engine engine, int id, boolean dialled) {
    this.context = context;
    this.engine = engine;
    this.id = id;
    this.dialled = dialled;
    this.greeting = new Greeting(context, this);
    this.window = new Window(context);
  }

  /** Whether this side dialled; the other side is the authority then. */
  boolean isDialled() {
    return dialled;
  }

  boolean isReady() {
    return greeting.isDone() && !dead;
  }

  /** The certificate of the session at the dialling end, once it has one. */
  Optional<Certificate> certificate() {
    return greeting.certificate();
  }

  /** The session at the dialling end, which has proved itself. */
  SessionId session() {
    return greeting.certificate().orElseThrow().session();
  }

  void start() {
    greeting.start();
  }

  void received(Octets frame) {
    inbox.add(frame);
    inboxBytes += frame.size();
    pump();
  }

  /** The size of the frames that wait. */
  long inboxBytes() {
    return inboxBytes;
  }

  void hold() {
    holds++;
  }

  void release() {
    holds--;
    pump();
  }

  /**
   * Commits came that no receipt covers, or questions that cost as much: what is behind them waits
   * for its session's pace.
   */
  void pace(int commits) {
    long now = context.nowMillis();
    long next = context.paces().spend(greeting.certificate().orElseThrow(), commits, now);
    if (next > now) {
      hold();
      context.timers().at(next, this::release);
    }
  }

  void send(Message message) {
    if (!dead) {
      context.outbox().add(new Effect.Send(id, MessageCodec.encode(message)));
    }
  }

  /** How much may be on its way. */
  Window window() {
    return window;
  }

  /** Tells the other side what is wrong and hangs up. */
  void fail(GoatException error) {
    if (!dead) {
      send(new Message.Goodbye(error.code(), error.getMessage()));
      reject(error.code(), error.getMessage());
    }
  }

  /** Hangs up; the other side may connect again at once. */
  void hangUp(String why) {
    context.outbox().add(new Effect.Hangup(id, why));
    close();
  }

  /** The greeting is over: a client asks for all its repositories. */
  void ready() {
    context.outbox().add(new Notice.Connected(id));
    if (dialled) {
      for (Repository repository : engine.repositories().all()) {
        if (!repository.isProvisional()) {
          subscribe(repository);
        }
      }
    }
  }

  /** First contact: drafts become commits. */
  void join(OrganisationId organisation, Octets rootKey) {
    engine.join(organisation, rootKey);
  }

  /** Asks the other side for a repository. */
  void subscribe(Repository repository) {
    Link link = new Link(context, this, repository, ++channels);
    links.put(channels, link);
    repository.links().add(link);
    repository.sealer().seal();
    link.subscribe();
  }

  void close() {
    dead = true;
    inbox.clear();
    inboxBytes = 0;
    links.values().forEach(Link::close);
    links.clear();
    window.close();
    context.permissions().gone(this);
  }

  /** Handles what may be handled; a message that is answered at once comes back here. */
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (holds == 0 && !dead && !inbox.isEmpty()) {
        Octets frame = inbox.remove();
        inboxBytes -= frame.size();
        safely(() -> handle(MessageCodec.decode(frame)));
      }
    } finally {
      pumping = false;
    }
  }

  /** Does what a message asked for, at once or later; where that goes wrong, this ends. */
  void safely(Runnable action) {
    try {
      action.run();
    } catch (GoatException wrong) {
      fail(wrong);
    }
  }

  private void handle(Message message) {
    if (message instanceof Message.Goodbye goodbye) {
      reject(goodbye.code(), goodbye.reason());
    } else if (!greeting.isDone()) {
      greeting.receive(message);
    } else if (message instanceof Message.Subscribe subscribe
        && !links.containsKey(subscribe.channel())) {
      accept(subscribe);
    } else if (message instanceof Message.OnChannel onChannel) {
      receive(onChannel);
    } else {
      throw unexpected("a second greeting");
    }
  }

  /**
   * A message on a channel that is not open is one whose subscription was lost or is late, where
   * the transport allows that; the subscriber asks again when nothing comes back.
   */
  private void receive(Message.OnChannel message) {
    Link link = links.get(message.channel());
    if (link != null) {
      link.receive(message);
      window.goOn();
    } else if (dialled) {
      throw unexpected("a message on channel " + message.channel() + ", which is not open,");
    }
  }

  private void accept(Message.Subscribe subscribe) {
    if (dialled || links.size() >= context.limits().channels()) {
      throw new GoatException.LimitExceeded(
          "A connection wants more than "
              + context.limits().channels()
              + " repositories, or from a client.",
          "Subscribe to fewer.");
    }
    context.permissions().subscribe(this, subscribe);
  }

  /** Opens a channel that was asked for, unless it is open. */
  void open(Message.Subscribe subscribe) {
    if (dead || links.containsKey(subscribe.channel())) {
      return;
    }
    hold();
    engine
        .repositories()
        .whenOpen(
            subscribe.repository(),
            repository -> {
              if (!dead) {
                Link link = new Link(context, this, repository, subscribe.channel());
                closeAnother(repository);
                links.put(subscribe.channel(), link);
                repository.links().add(link);
                repository.presence().opened(link);
                if (denied.remove(subscribe.channel())) {
                  link.obstruction().tell();
                }
              }
              release();
            },
            error -> {
              Obstacle obstacle = Obstacle.ofLog(subscribe.repository(), error);
              send(new Message.Obstructed(subscribe.channel(), Optional.of(obstacle)));
              release();
            });
  }

  /** The session must not read a repository: its channel is closed, and it is told why. */
  void deny(Message.Subscribe subscribe, GoatException why) {
    Link link = links.remove(subscribe.channel());
    if (link != null) {
      link.close();
    }
    denied.add(subscribe.channel());
    send(new Message.Obstructed(subscribe.channel(), Optional.of(Obstacle.of(why))));
  }

  /** A repository has one channel: the last one that was asked for. */
  private void closeAnother(Repository repository) {
    for (Link link : List.copyOf(links.values())) {
      if (link.repository().equals(repository)) {
        links.remove(link.channel().number());
        link.close();
      }
    }
  }

  static GoatException unexpected(String what) {
    return new GoatException.Corrupted(
        "The other side sent " + what + " out of turn.", "Check its program.");
  }

  private void reject(String code, String reason) {
    context.outbox().add(new Notice.Rejected(id, code, reason));
    context.outbox().add(new Effect.Hangup(id, reason));
    close();
  }
}
