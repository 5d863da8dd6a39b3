package dev.goatdb.core.host;

/** Where random bytes come from: the operating system in a program, a seed in the simulator. */
@FunctionalInterface
public interface Randomness {
  void fill(byte[] bytes);

  /** {@code size} random bytes. */
  default Octets octets(int size) {
    byte[] bytes = new byte[size];
    fill(bytes);
    return Octets.wrap(bytes);
  }
}
