package dev.goatdb.web;

import dev.goatdb.core.Engine;
import org.teavm.jso.JSExport;

/** What the engine's JavaScript module exports. */
public final class EngineModule {
  private EngineModule() {}

  /** The format version that this engine reads and writes. */
  @JSExport
  public static int formatVersion() {
    return Engine.current().formatVersion();
  }
}
