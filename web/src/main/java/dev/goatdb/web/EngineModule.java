package dev.goatdb.web;

import dev.goatdb.core.commit.Header;
import org.teavm.jso.JSExport;

/** What the engine's JavaScript module exports. */
public final class EngineModule {
  private EngineModule() {}

  /** The version of commits that this engine writes. */
  @JSExport
  public static int formatVersion() {
    return Header.VERSION;
  }
}
