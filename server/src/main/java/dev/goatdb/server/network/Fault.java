package dev.goatdb.server.network;

import java.util.Random;

/** What may happen to the connection of a client. */
enum Fault {
  CUT,
  RESET,
  LATE,
  SLOW,
  SILENT,
  DEAF,
  MUTE,
  REFUSED,
  FLAPPING;

  private static final int MOST_DELAY_MILLIS = 200;
  private static final int SLOWEST = 5_000;
  private static final int FASTEST = 40_000;
  private static final int MOST_BYTES = 3_000;

  static Fault any(Random random) {
    return values()[random.nextInt(values().length)];
  }

  /** Begins it; what lasts, lasts until it is {@linkplain #mend mended}. */
  void begin(Writer writer, Random random) {
    Proxy proxy = writer.proxy();
    switch (this) {
      case CUT -> proxy.cut();
      case RESET -> proxy.resetAfter(random.nextInt(MOST_BYTES));
      case LATE ->
          proxy.weather(
              Weather.late(random.nextInt(MOST_DELAY_MILLIS), random.nextInt(MOST_DELAY_MILLIS)));
      case SLOW -> proxy.weather(Weather.slow(SLOWEST + random.nextInt(FASTEST - SLOWEST)));
      case SILENT -> proxy.weather(Weather.lost(true, true));
      case DEAF -> proxy.weather(Weather.lost(false, true));
      case MUTE -> proxy.weather(Weather.lost(true, false));
      case REFUSED -> {
        proxy.refuse(true);
        proxy.cut();
      }
      case FLAPPING -> {
        for (int times = 2 + random.nextInt(10); times > 0; times--) {
          writer.db().setOnline(false);
          writer.db().setOnline(true);
        }
      }
    }
  }

  /** The network is as it should be; connections that lost something stay dead. */
  static void mend(Writer writer) {
    writer.proxy().weather(Weather.FAIR);
    writer.proxy().refuse(false);
  }
}
