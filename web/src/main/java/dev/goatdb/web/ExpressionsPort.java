package dev.goatdb.web;

import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;

/**
 * The module of expressions, as the engine asks it. It travels only to pages whose definitions have
 * other expressions than {@code now()} and {@code newId()}.
 */
public interface ExpressionsPort extends JSObject {
  /** What is wrong with a definition file, and its remedy; nothing where it is good. CBOR. */
  @JSByRef
  byte[] check(String definition);

  /** Reads and checks an expression in its surroundings: CBOR, an array of texts. */
  @JSByRef
  byte[] read(String source, String surroundings);

  /** Whether what an expression gives may be written to a field of a type. */
  boolean fits(String source, String surroundings, String type);

  /** Evaluates an expression: CBOR, an array. */
  @JSByRef
  byte[] evaluate(
      String source,
      String surroundings,
      double nowMillis,
      @JSByRef byte[] random,
      @JSByRef byte[] variables);
}
