package dev.goatdb.sim.machine;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each thing happened: what is counted always, and beside it whatever else was added. */
public final class Tally {
  private final Map<Enum<?>, Long> counts =
      new TreeMap<>(
          Comparator.comparing((Enum<?> what) -> what.getDeclaringClass().getSimpleName())
              .thenComparingInt(Enum::ordinal));

  public Tally() {
    for (Count what : Count.values()) {
      counts.put(what, 0L);
    }
  }

  public void add(Enum<?> what, long more) {
    counts.merge(what, more, Long::sum);
  }

  public void addAll(Tally other) {
    other.counts.forEach(this::add);
  }

  public long of(Enum<?> what) {
    return counts.getOrDefault(what, 0L);
  }

  /** How often something had to be sent again. */
  public long retransmissions() {
    return of(Count.RETRIES) + of(Count.RESENDS);
  }

  /** What was counted, by its name in reports. */
  public Map<String, Long> byWord() {
    Map<String, Long> byWord = new LinkedHashMap<>();
    counts.forEach((what, count) -> byWord.put(word(what), count));
    return byWord;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    byWord()
        .forEach((word, count) ->
            text.append(text.isEmpty() ? "" : ", ").append(word).append(' ').append(count));
    return text.toString();
  }

  /** The name of what is counted in reports. */
  public static String word(Enum<?> what) {
    StringBuilder word = new StringBuilder();
    boolean capital = false;
    for (char letter : what.name().toCharArray()) {
      if (letter == '_') {
        capital = true;
      } else {
        word.append(capital ? letter : Character.toLowerCase(letter));
        capital = false;
      }
    }
    return word.toString();
  }
}
