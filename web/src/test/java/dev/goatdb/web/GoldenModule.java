package dev.goatdb.web;

import dev.goatdb.core.golden.Golden;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;

/**
 * What tests need as a JavaScript module: the golden vectors, {@code run(kind, input)}, and an
 * authority for peers, {@code authority(ports, definition, rootKey)}.
 */
@JSExportClasses(TestAuthority.class)
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

  /** An authority that signs by its organisation's root key. */
  @JSExport
  public static TestAuthority authority(
      TestAuthority.Ports ports, String definition, @JSByRef(optional = true) byte[] rootKey) {
    return Boundary.guard(() -> new TestAuthority(ports, definition, Octets.of(rootKey)));
  }
}
