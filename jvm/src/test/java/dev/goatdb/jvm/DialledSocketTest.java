package dev.goatdb.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.goatdb.core.Policy;
import dev.goatdb.core.Settings;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.jvm.store.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A connection that ends while others work with it. */
final class DialledSocketTest {
  private final Host host =
      new Host(
          Identity.fleeting(false, Optional.empty()),
          new MemoryStore(),
          new HostOptions(
              Settings.Role.KEEPER, new Schemas(), 1000, 0, 1 << 20, 100, Policy.open()),
          notices -> {},
          path -> false,
          path -> {});
  private final Dialer dialer =
      new Dialer(host, URI.create("ws://127.0.0.1:1/sync"), Silence.DEFAULT);

  @Test
  void goingOfflineWhileASendFailsBlocksNobody() {
    DialledSocket socket =
        new DialledSocket(dialer, host, URI.create("ws://127.0.0.1:1/sync"), 45_000);
    dialer.current = socket;
    Broken broken = new Broken(() -> dialer.pause(true));
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> socket.onOpen(broken));
    assertEquals(1, broken.sends.get());
    assertNull(dialer.current);
    dialer.close();
    host.close();
  }

  /** Sending fails, but not before somebody else has had time to do something. */
  private static final class Broken implements WebSocket {
    private final Runnable meanwhile;
    private final AtomicInteger sends = new AtomicInteger();

    Broken(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
      sends.incrementAndGet();
      try {
        Thread.ofPlatform().daemon().start(meanwhile).join(2_000);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      return broken();
    }

    private static CompletableFuture<WebSocket> broken() {
      return CompletableFuture.failedFuture(new IOException("broken"));
    }

    @Override
    public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
      return broken();
    }

    @Override
    public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
      return broken();
    }

    @Override
    public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
      return broken();
    }

    @Override
    public CompletableFuture<WebSocket> sendClose(int code, String reason) {
      return broken();
    }

    @Override
    public void request(long count) {}

    @Override
    public String getSubprotocol() {
      return "";
    }

    @Override
    public boolean isOutputClosed() {
      return false;
    }

    @Override
    public boolean isInputClosed() {
      return false;
    }

    @Override
    public void abort() {}
  }
}
