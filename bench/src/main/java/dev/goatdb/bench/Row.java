package dev.goatdb.bench;

import java.util.Map;

/**
 * A line of the report: what a user would do, how long ours takes, and how long the others take.
 *
 * @param unit ns, us, ms, s, B, KB, MB or 1/s
 * @param better {@code lower} or {@code higher}
 * @param ours the median
 * @param low the tenth percentile of ours
 * @param high the ninetieth percentile of ours
 * @param goal what is aimed at
 * @param peers the medians of the others, by name
 */
record Row(
    String id,
    String about,
    String unit,
    String better,
    double ours,
    double low,
    double high,
    double goal,
    Map<String, Double> peers) {}
