package dev.goatdb.server.network;

/**
 * What becomes of the bytes of a connection.
 *
 * @param delayMillis how long each piece is on its way
 * @param jitterMillis how much longer it may be
 * @param bytesPerSecond how many bytes pass in a second, in each direction
 * @param upLost whether what the client sends vanishes, closing included, without an error
 * @param downLost the same for what the server sends
 */
record Weather(
    int delayMillis, int jitterMillis, int bytesPerSecond, boolean upLost, boolean downLost) {
  static final Weather FAIR = new Weather(0, 0, Integer.MAX_VALUE, false, false);

  static Weather late(int delayMillis, int jitterMillis) {
    return new Weather(delayMillis, jitterMillis, Integer.MAX_VALUE, false, false);
  }

  static Weather slow(int bytesPerSecond) {
    return new Weather(0, 0, bytesPerSecond, false, false);
  }

  static Weather lost(boolean up, boolean down) {
    return new Weather(0, 0, Integer.MAX_VALUE, up, down);
  }
}
