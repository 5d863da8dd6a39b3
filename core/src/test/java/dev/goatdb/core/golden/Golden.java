package dev.goatdb.core.golden;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;

/**
 * Golden vectors: bytes in, bytes out, the same on every platform.
 *
 * <p>The JVM and the JavaScript build both replay the files {@code golden/<kind>.txt} through
 * {@link #run}. The input describes what to do, as one canonical CBOR value; the output is what
 * comes out of the engine, or the code of the error in ASCII. Written in the portable subset of
 * Java.
 */
public final class Golden {
  private Golden() {}

  /** Runs one vector of the given kind. */
  public static byte[] run(String kind, byte[] input) {
    try {
      return switch (kind) {
        case "echo" -> input.clone();
        case "commits" -> CommitVector.run(Description.of(input)).array();
        case "digests" -> DigestVector.run(Description.of(input)).array();
        case "expressions" -> ExpressionVector.run(Description.of(input)).array();
        case "filters" -> FilterVector.run(Description.of(input)).array();
        case "lists" -> ListVector.run(Description.of(input)).array();
        case "logs" -> LogVector.run(Description.of(input)).array();
        case "merges" -> MergeVector.run(Description.of(input)).array();
        case "messages" -> MessageVector.run(input).array();
        case "packs" -> PackVector.run(Description.of(input)).array();
        case "stamps" -> StampVector.run(Description.of(input)).array();
        case "talks" -> TalkVector.run(Description.of(input)).array();
        case "texts" -> TextVector.run(Description.of(input)).array();
        case "walks" -> WalkVector.run(Description.of(input)).array();
        case "values" -> values(Canonical.decode(input)).array();
        default -> throw new IllegalArgumentException("no golden vectors of kind " + kind);
      };
    } catch (GoatException expected) {
      return ascii(expected.code());
    }
  }

  /** The canonical bytes of a value that is given as a recipe, and their digest. */
  private static Octets values(Value recipe) {
    Value value = Recipe.cook(recipe);
    return new CborWriter()
        .array(2)
        .bytes(Canonical.encode(value))
        .bytes(Canonical.digest(value))
        .octets();
  }

  /** A made-up commit id: SHA-256 of the canonical form of its number. */
  static Octets id(long number) {
    return Pure.sha256(Canonical.encode(Value.of(number)).array());
  }

  private static byte[] ascii(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }
}
