package dev.goatdb.bench.group;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the report: what a user would do, how long ours takes, and how long the others take.
 *
 * @param unit ns, us, ms, s, B, KB, MB or 1/s
 * @param better {@code lower} or {@code higher}
 * @param ours the median
 * @param low the tenth percentile of ours
 * @param high the ninetieth percentile of ours
 * @param goal what is aimed at
 * @param yardstick what ours is held against
 * @param peers the medians of the others, by name
 */
public record Row(
    String id,
    String about,
    String unit,
    String better,
    double ours,
    double low,
    double high,
    double goal,
    Optional<Yardstick> yardstick,
    Map<String, Double> peers) {

  /** A row where less is better and that many samples of ours make one of its unit. */
  public static Row lower(
      String id, String about, String unit, double scale, Samples ours, double goal) {
    return of(id, about, unit, "lower", scale, ours, goal);
  }

  /** A row where more is better. */
  public static Row higher(
      String id, String about, String unit, double scale, Samples ours, double goal) {
    return of(id, about, unit, "higher", scale, ours, goal);
  }

  private static Row of(
      String id,
      String about,
      String unit,
      String better,
      double scale,
      Samples ours,
      double goal) {
    return new Row(
        id,
        about,
        unit,
        better,
        ours.median() / scale,
        ours.percentile(0.1) / scale,
        ours.percentile(0.9) / scale,
        goal,
        Optional.empty(),
        Map.of());
  }

  /** The same row, next to another engine. */
  public Row beside(String peer, double figure) {
    Map<String, Double> more = new HashMap<>(peers);
    more.put(peer, figure);
    return new Row(id, about, unit, better, ours, low, high, goal, yardstick, Map.copyOf(more));
  }

  /** The same row, held against that. */
  public Row against(Yardstick stick) {
    return new Row(id, about, unit, better, ours, low, high, goal, Optional.of(stick), peers);
  }

  /** The same row with another goal. */
  public Row aimingAt(double aim) {
    return new Row(id, about, unit, better, ours, low, high, aim, yardstick, peers);
  }

  /** How many times better ours is than its yardstick. */
  public Optional<Double> ratio() {
    return yardstick.map(
        stick -> better.equals("lower") ? stick.figure() / ours : ours / stick.figure());
  }

  public boolean reachesItsGoal() {
    return better.equals("lower") ? ours <= goal : ours >= goal;
  }
}
