package dev.goatdb.fuzz.decoder;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A decoder and what it promises: it gives something or one of its declared errors, takes no more
 * memory than its input is worth, and what it gave is checked, for instance that it is written as
 * it was read.
 *
 * @param name what the command calls it
 * @param errors the codes of the errors it declares
 * @param perByte how many bytes it may allocate for each byte of its input
 * @param room how many bytes it may allocate for any input
 * @param decoder reads an input
 * @param check what must be true of what was read; throws {@link Broken} where it is not
 * @param seeds well-formed inputs
 */
public record Target<T>(
    String name,
    Set<String> errors,
    int perByte,
    long room,
    Decoder<T> decoder,
    Check<T> check,
    Supplier<List<Octets>> seeds) {
  /** A decoder keeps what it reads in objects, which are larger than what they stand for. */
  private static final int USUAL_PER_BYTE = 64;

  private static final long USUAL_ROOM = 256 << 10;

  /** Reads an input; throws its declared errors for what is malformed. */
  @FunctionalInterface
  public interface Decoder<T> {
    T decode(Octets bytes);
  }

  /** Looks at what was read of which bytes. */
  @FunctionalInterface
  public interface Check<T> {
    void check(T read, Octets bytes);
  }

  /** What was read is not as it should be. */
  public static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Broken(String what) {
      super(what);
    }
  }

  /** A decoder of the usual appetite. */
  public static <T> Target<T> of(
      String name,
      Set<String> errors,
      Decoder<T> decoder,
      Check<T> check,
      Supplier<List<Octets>> seeds) {
    return new Target<>(name, errors, USUAL_PER_BYTE, USUAL_ROOM, decoder, check, seeds);
  }

  /** The same with another appetite. */
  public Target<T> within(int bytesPerByte, long bytes) {
    return new Target<>(name, errors, bytesPerByte, bytes, decoder, check, seeds);
  }

  /** The most bytes it may allocate for an input of a size. */
  public long mostMemory(int size) {
    return room + (long) perByte * size;
  }

  /** Throws {@link Broken} unless something holds. */
  static void require(boolean holds, String what) {
    if (!holds) {
      throw new Broken(what);
    }
  }

  /** Throws {@link Broken} unless bytes are those that were read. */
  static void same(Octets read, Octets written) {
    require(read.equals(written), "is written as " + written + ", not as it was read");
  }

  /** Whether something comes to an end without an error of a code, which it may have. */
  static boolean succeeds(String code, Runnable attempt) {
    try {
      attempt.run();
      return true;
    } catch (GoatException refused) {
      require(refused.code().equals(code), "may not fail so: " + refused);
      return false;
    }
  }
}
