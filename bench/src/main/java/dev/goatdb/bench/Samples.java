package dev.goatdb.bench;

import java.util.Arrays;

/** Durations of one thing done many times, in nanoseconds. */
final class Samples {
  private long[] nanos = new long[1024];
  private int size;

  /** Does something and notes how long it took. */
  void time(Action action) throws Exception {
    long start = System.nanoTime();
    action.run();
    add(System.nanoTime() - start);
  }

  /** Something that may fail. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = duration;
  }

  /** Forgets everything: what came so far was warming up. */
  void clear() {
    size = 0;
  }

  /** The value below which that share of the samples lies, in nanoseconds. */
  double percentile(double share) {
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(size - 1, Math.round(share * (size - 1)))];
  }

  double median() {
    return percentile(0.5);
  }
}
