package dev.goatdb;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Notice;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Dialer;
import dev.goatdb.jvm.Host;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the server: whether it stands, whether the server wants us, and waiting until
 * both sides agree.
 */
final class ServerLink implements AutoCloseable {
  private final Host host;
  private final URI server;
  private final Dialer dialer;
  private volatile @Nullable GoatException rejected;
  private volatile boolean online;

  ServerLink(Host host, URI server, Duration silence) {
    this.host = host;
    this.server = server;
    this.dialer = new Dialer(host, server, silence);
  }

  void start() {
    dialer.start();
  }

  boolean isOnline() {
    return online;
  }

  /** Why the server does not want this replica, where it said so. */
  Optional<GoatException> rejection() {
    return Optional.ofNullable(rejected);
  }

  void setOnline(boolean wanted) {
    dialer.pause(!wanted);
  }

  void hear(Notice notice) {
    switch (notice) {
      case Notice.Connected connected -> {
        online = true;
        rejected = null;
        dialer.succeeded();
      }
      case Notice.Disconnected disconnected -> online = false;
      case Notice.Rejected why when why.code().equals("incompatible") ->
          rejected = new GoatException.Incompatible(why.reason(), "");
      case Notice.Rejected why when why.code().equals("denied") ->
          rejected = new GoatException.Denied(why.reason(), "");
      default -> {}
    }
  }

  void sync(Duration patience) {
    host.call(engine -> {
      engine.flush();
      engine.compare();
      return engine;
    });
    boolean done =
        host.await(engine -> rejected != null || online && agrees(engine), patience.toMillis());
    GoatException reason = rejected;
    if (reason != null) {
      throw reason;
    }
    if (!done) {
      throw new GoatException.Unreachable(
          "The server "
              + server
              + " did not confirm everything within "
              + patience.toSeconds()
              + (patience.toSeconds() == 1 ? " second." : " seconds.")
              + dialer.trouble()
              + host.read(ServerLink::obstacles),
          "Your edits are safe here and go out when it can be reached.");
    }
  }

  private static String obstacles(Engine engine) {
    return engine.open().stream()
        .flatMap(path -> engine.status(path).obstacle().stream())
        .map(obstacle -> " " + obstacle.reason())
        .distinct()
        .collect(Collectors.joining());
  }

  private static boolean agrees(Engine engine) {
    return engine.open().stream().allMatch(path -> engine.status(path).isSettled());
  }

  @Override
  public void close() {
    dialer.close();
  }
}
