package dev.goatdb.bench.sync;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** One connection through a wiretap: two threads that carry frames, and have them counted. */
final class Line {
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private final Socket client;
  private final Socket server;
  private final Wiretap tap;
  private volatile boolean certified;

  /** Begins to carry between two ends that are connected. */
  Line(Socket client, Socket server, Wiretap tap) throws IOException {
    this.client = client;
    this.server = server;
    this.tap = tap;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Thread.ofVirtual().start(() -> carry(client, server, true));
    Thread.ofVirtual().start(() -> carry(server, client, false));
  }

  void cut() {
    close(client);
    close(server);
  }

  private void carry(Socket from, Socket to, boolean up) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
        OutputStream out = to.getOutputStream()) {
      passHead(in, out);
      while (true) {
        Frame frame = Frame.read(in);
        count(frame, message, up);
        out.write(frame.bytes());
      }
    } catch (IOException over) {
      cut();
    }
  }

  /** What HTTP says before the first frame. */
  private static void passHead(DataInputStream in, OutputStream out) throws IOException {
    int matched = 0;
    while (matched < END_OF_HEAD.length) {
      byte next = in.readByte();
      out.write(next);
      matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
    }
  }

  /** A frame is counted before it goes on, so an answer to it is counted after it. */
  private void count(Frame frame, ByteArrayOutputStream message, boolean up) {
    boolean counts = certified;
    long packs = 0;
    if (frame.isOfAMessage()) {
      message.writeBytes(frame.payload());
      if (frame.last()) {
        packs = look(MessageCodec.decode(Octets.wrap(message.toByteArray())));
        message.reset();
      }
    }
    if (counts) {
      tap.count(frame, up, packs);
    }
  }

  /** The bytes of packs in a message. */
  private long look(Message message) {
    if (message instanceof Message.Certified) {
      certified = true;
    }
    return message instanceof Message.Data data
        ? data.packs().stream().mapToLong(Octets::size).sum()
        : 0;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // It is over already.
    }
  }
}
