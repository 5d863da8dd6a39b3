package dev.goatdb.core.golden;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;

/** Messages: a frame is read and written again. */
final class MessageVector {
  private MessageVector() {}

  static Octets run(byte[] frame) {
    Message message = MessageCodec.decode(Octets.wrap(frame));
    return MessageCodec.encode(message);
  }
}
