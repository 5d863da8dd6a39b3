package dev.goatdb.web;

import dev.goatdb.core.golden.Golden;
import dev.goatdb.core.host.Pure;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;

/** The golden vectors as a JavaScript module: {@code run(kind, input)}. */
public final class GoldenModule {
  private GoldenModule() {}

  /** Makes the page's functions serve the vectors instead of the engine's own. */
  @JSExport
  public static void install(PurePort page) {
    Pure.install(new WebFunctions(page));
  }

  /**
   * Runs one vector; takes a {@code Uint8Array} or {@code Int8Array}, gives an {@code Int8Array}.
   */
  @JSExport
  @JSByRef(optional = true)
  public static byte[] run(String kind, @JSByRef(optional = true) byte[] input) {
    return Golden.run(kind, input);
  }
}
