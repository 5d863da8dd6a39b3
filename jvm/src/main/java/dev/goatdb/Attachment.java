package dev.goatdb;

import dev.goatdb.jvm.Host;
import dev.goatdb.jvm.Wire;

/** A transport of the application's own, attached to a database: both halves of the connection. */
final class Attachment implements Wire, Transport.Receiver {
  private final Host host;
  private final Transport transport;
  private final int id;

  /** The host sends on it from the first moment on, so the transport is set before. */
  Attachment(Host host, Transport transport, boolean dialled) {
    this.host = host;
    this.transport = transport;
    this.id = host.connect(this, dialled);
  }

  @Override
  public void send(byte[] frame) {
    transport.send(frame);
  }

  @Override
  public void hangUp(String reason) {
    transport.hangUp(reason);
  }

  @Override
  public void received(byte[] frame) {
    host.received(id, frame);
  }

  @Override
  public void disconnected() {
    host.disconnected(id);
  }
}
