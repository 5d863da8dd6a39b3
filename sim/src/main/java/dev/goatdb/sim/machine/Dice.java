package dev.goatdb.sim.machine;

import dev.goatdb.core.host.Randomness;
import java.util.List;

/**
 * A source of chance that a seed determines: xoshiro256** (Blackman and Vigna, 2018), filled by
 * SplitMix64.
 */
public final class Dice implements Randomness {
  private long s0;
  private long s1;
  private long s2;
  private long s3;

  public Dice(long seed) {
    s0 = split(seed + 1);
    s1 = split(s0);
    s2 = split(s1);
    s3 = split(s2) | 1;
  }

  /** A source of its own, so that one part of a world does not disturb the chance of another. */
  public Dice fork() {
    return new Dice(next());
  }

  /** A number of 0 to {@code bound} - 1. */
  public int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  /** A number from {@code low} to {@code high}, both included. */
  public long between(long low, long high) {
    return low + Long.remainderUnsigned(next(), high - low + 1);
  }

  public boolean chance(double probability) {
    return (next() >>> 11) * 0x1p-53 < probability;
  }

  public <T> T pick(List<T> list) {
    return list.get(below(list.size()));
  }

  @Override
  public void fill(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (next() >>> 56);
    }
  }

  private long next() {
    long result = Long.rotateLeft(s1 * 5, 7) * 9;
    long shifted = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** One step of SplitMix64. */
  static long split(long from) {
    long z = from + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
