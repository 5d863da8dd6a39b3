package dev.goatdb.jvm;

import dev.goatdb.core.host.Randomness;
import java.security.SecureRandom;
import java.util.Arrays;

/** Random bytes of the operating system, drawn many at a time; each is given once and forgotten. */
public final class Chance implements Randomness {
  private static final int DRAWN_BYTES = 4096;

  private final SecureRandom random = new SecureRandom();
  private final byte[] drawn = new byte[DRAWN_BYTES];
  private int used = DRAWN_BYTES;

  @Override
  public synchronized void fill(byte[] bytes) {
    if (bytes.length > DRAWN_BYTES / 4) {
      random.nextBytes(bytes);
      return;
    }
    if (used + bytes.length > DRAWN_BYTES) {
      random.nextBytes(drawn);
      used = 0;
    }
    System.arraycopy(drawn, used, bytes, 0, bytes.length);
    Arrays.fill(drawn, used, used + bytes.length, (byte) 0);
    used += bytes.length;
  }
}
