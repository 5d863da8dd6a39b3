package dev.goatdb.core.log;

/**
 * The part of a log that an index covers.
 *
 * @param to where it ends, which is where a record ends
 * @param lastAt where its last record begins
 * @param lastChecksum the first four bytes of that record, which tell it from others
 */
public record Cover(long to, long lastAt, int lastChecksum) {
  /** A number that tells it from what other segments of the log cover. */
  int mark() {
    return (int) (to ^ to >>> 32) ^ lastChecksum;
  }
}
