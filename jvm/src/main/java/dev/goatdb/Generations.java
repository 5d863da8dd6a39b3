package dev.goatdb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A cache that any thread may use: what is used stays, and of the rest at most as much as fits.
 * When the young generation is full it becomes the old one, and the one before it goes.
 */
final class Generations<K, V> {
  private final int most;
  private volatile Map<K, V> young = new ConcurrentHashMap<>();
  private volatile Map<K, V> old = new ConcurrentHashMap<>();

  /**
   * @param most how many entries a generation holds; there are two
   */
  Generations(int most) {
    this.most = most;
  }

  @Nullable V get(K key) {
    V known = young.get(key);
    if (known != null) {
      return known;
    }
    V older = old.get(key);
    if (older != null) {
      renew(key, older);
    }
    return older;
  }

  /** Whether it is there; that is no use of it. */
  boolean contains(K key) {
    return young.containsKey(key) || old.containsKey(key);
  }

  void put(K key, V value) {
    young.put(key, value);
    old.remove(key);
    if (young.size() > most) {
      turn();
    }
  }

  /** Removes what was there, and gives it back. */
  synchronized @Nullable V take(K key) {
    V known = young.remove(key);
    V older = old.remove(key);
    return known != null ? known : older;
  }

  /** A newer value, or none, may have taken its place meanwhile, and stays then. */
  private synchronized void renew(K key, V value) {
    if (old.remove(key, value)) {
      young.putIfAbsent(key, value);
    }
  }

  private synchronized void turn() {
    if (young.size() > most) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }
}
