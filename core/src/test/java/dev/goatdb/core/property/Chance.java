package dev.goatdb.core.property;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Randomness;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random inputs from a seed, small ones more often than large ones. */
public final class Chance implements Randomness {
  private static final int[] POINTS = {'a', 'z', '0', 0, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000};

  private final Random random;

  public Chance(long seed) {
    this(new Random(seed * 0x9e3779b97f4a7c15L + 1));
  }

  private Chance(Random random) {
    this.random = random;
  }

  /** One that draws the same on every platform; that of Java is another in a browser. */
  public static Chance everywhere(long seed) {
    return new Chance(new Splitting(seed));
  }

  /** SplitMix64 (Steele, Lea and Flood, 2014) under the methods that are used here. */
  private static final class Splitting extends Random {
    private static final long serialVersionUID = 1;

    private long state;

    Splitting(long seed) {
      state = seed;
    }

    @Override
    public long nextLong() {
      state += 0x9e3779b97f4a7c15L;
      long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
      z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
      return z ^ z >>> 31;
    }

    @Override
    public int nextInt(int bound) {
      return (int) ((nextLong() >>> 33) % bound);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) nextLong();
      }
    }
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  @Override
  public void fill(byte[] bytes) {
    random.nextBytes(bytes);
  }

  public byte[] bytes(int size) {
    return octets(size).array();
  }

  public CommitId id() {
    return new CommitId(octets(CommitId.BYTES));
  }

  public List<CommitId> ids(int count) {
    List<CommitId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(id());
    }
    return ids;
  }

  public <T> T oneOf(List<T> list) {
    return list.get(below(list.size()));
  }

  public <T> List<T> shuffled(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    for (int i = copy.size(); i > 1; i--) {
      Collections.swap(copy, i - 1, random.nextInt(i));
    }
    return copy;
  }

  /** An integer of any magnitude. */
  public long integer() {
    return random.nextLong() >> below(64);
  }

  /** Well-formed text of up to {@code most} characters, at the borders of UTF-8's widths. */
  public String text(int most) {
    StringBuilder text = new StringBuilder();
    for (int i = below(most + 1); i > 0; i--) {
      int point = oneIn(3) ? below(0x110000) : POINTS[below(POINTS.length)];
      text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? 'x' : point);
    }
    return text.toString();
  }

  /** Any finite double, often one with few bits. */
  public double number() {
    long bits = random.nextLong();
    double value = Double.longBitsToDouble(oneIn(2) ? bits : bits & -1L << 20 + below(32));
    return Double.isFinite(value) ? value : integer() / 8.0;
  }

  /** A value that nests up to {@code depth} deep. */
  public Value value(int depth) {
    return switch (below(depth > 0 ? 11 : 8)) {
      case 0 -> Value.NULL;
      case 1 -> Value.of(oneIn(2));
      case 2, 3 -> Value.of(integer());
      case 4 -> Value.of(number());
      case 5 -> Value.of(text(40));
      case 6 -> Value.of(Octets.wrap(bytes(below(300))));
      case 7 -> new Value.Moment(integer());
      case 8 -> new Value.Array(values(depth));
      case 9 -> Value.setOf(values(depth));
      default -> {
        Map<String, Value> entries = new HashMap<>();
        values(depth).forEach(value -> entries.put(text(5), value));
        yield Value.dictOf(entries);
      }
    };
  }

  private List<Value> values(int depth) {
    List<Value> values = new ArrayList<>();
    for (int i = below(5); i > 0; i--) {
      values.add(value(depth - 1));
    }
    return values;
  }
}
