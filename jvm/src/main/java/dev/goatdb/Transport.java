package dev.goatdb;

/**
 * The sending half of a connection to a peer, for servers and for transports of one's own.
 *
 * <p>Both methods return at once and keep the order of calls; they may be called from any thread.
 */
public interface Transport {
  /** Sends a frame whole. */
  void send(byte[] frame);

  /** Closes the connection; {@code reason} is for people. */
  void hangUp(String reason);

  /** The receiving half, which the owner of the transport calls. */
  interface Receiver {
    /** A frame arrived. */
    void received(byte[] frame);

    /** The connection is gone. */
    void disconnected();
  }
}
