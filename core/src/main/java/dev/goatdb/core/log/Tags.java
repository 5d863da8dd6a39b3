package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;

/** Hashes of ids and names, other ones for each log, so that nobody can choose what collides. */
final class Tags {
  private final int stamp;

  Tags(int stamp) {
    this.stamp = stamp;
  }

  int of(String item) {
    int hash = stamp;
    for (int i = 0; i < item.length(); i++) {
      hash = (hash ^ item.charAt(i)) * 0x01000193;
    }
    return mix(hash);
  }

  int of(Octets id) {
    return mix(mix(stamp ^ id.intAt(0)) ^ id.intAt(4));
  }

  /** The last step of MurmurHash3: every bit depends on every bit. */
  private static int mix(int bits) {
    int h = bits;
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
