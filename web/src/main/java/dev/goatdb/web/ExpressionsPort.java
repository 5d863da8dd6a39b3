package dev.goatdb.web;

import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;

/**
 * The module of expressions, as the engine asks it. It travels only to pages whose definitions have
 * other expressions than {@code now()} and {@code newId()}.
 */
public interface ExpressionsPort extends JSObject {
  /** Reads and checks a default: CBOR, an array of texts. */
  @JSByRef
  byte[] read(String source);

  /** Evaluates a default: CBOR, an array. */
  @JSByRef
  byte[] evaluate(String source, double nowMillis, @JSByRef byte[] random);
}
