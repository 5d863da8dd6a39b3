package dev.goatdb.web;

import dev.goatdb.error.GoatException;
import java.util.function.Supplier;
import org.teavm.jso.JSBody;

/**
 * Where Java's errors become JavaScript's: an {@code Error} with a stable {@code code} and a {@code
 * remedy}, for the names of classes do not survive the compilation.
 */
final class Boundary {
  private Boundary() {}

  /** Runs what JavaScript asked for. */
  static <T> T guard(Supplier<T> action) {
    try {
      return action.get();
    } catch (GoatException expected) {
      raise(expected.code(), expected.getMessage(), expected.remedy());
      throw expected;
    } catch (RuntimeException bug) {
      raise("bug", "GoatDB has a bug: " + bug, "Please report it.");
      throw bug;
    }
  }

  /** The same for what gives nothing. */
  static void guard(Runnable action) {
    guard(() -> {
      action.run();
      return true;
    });
  }

  @JSBody(
      params = {"code", "message", "remedy"},
      script = "throw Object.assign(new Error(message), {code: code, remedy: remedy});")
  private static native void raise(String code, String message, String remedy);
}
