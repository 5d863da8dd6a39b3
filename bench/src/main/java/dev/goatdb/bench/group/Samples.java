package dev.goatdb.bench.group;

import java.util.Arrays;

/** Measurements of one thing done many times: nanoseconds, or whatever else is counted. */
public final class Samples {
  private long[] values = new long[1024];
  private int size;

  public static Samples of(long... values) {
    Samples samples = new Samples();
    for (long value : values) {
      samples.add(value);
    }
    return samples;
  }

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  public void addAll(Samples more) {
    for (int i = 0; i < more.size; i++) {
      add(more.values[i]);
    }
  }

  /** Forgets everything: what came so far was warming up. */
  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  /** The value below which that share of the samples lies. */
  public double percentile(double share) {
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(size - 1, Math.round(share * (size - 1)))];
  }

  public double median() {
    return percentile(0.5);
  }
}
