package dev.goatdb.bench;

import dev.goatdb.bench.group.Row;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Numbers as people read them. */
final class Figures {
  private static final int WHOLE_FROM = 100;
  private static final int TENTHS_FROM = 10;
  private static final double HUNDREDTHS_FROM = 0.1;

  private Figures() {}

  /** About three digits that count. */
  static String of(double value) {
    if (value >= WHOLE_FROM) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (value >= TENTHS_FROM) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, value >= HUNDREDTHS_FROM ? "%.2f" : "%.4f", value);
  }

  static String others(Row row) {
    return new TreeMap<>(row.peers())
        .entrySet().stream().map(Figures::other).collect(Collectors.joining(", "));
  }

  private static String other(Map.Entry<String, Double> peer) {
    return peer.getKey() + " " + of(peer.getValue());
  }
}
