package dev.goatdb.web;

import dev.goatdb.core.Opening;
import org.teavm.jso.JSExport;

/** A repository being opened in steps, so that the page stays responsive. */
public final class WebOpening {
  private final WebEngine engine;
  private final Opening opening;

  WebOpening(WebEngine engine, Opening opening) {
    this.engine = engine;
    this.opening = opening;
  }

  /** Reads so many records, or commits within one, more; true once the repository is open. */
  @JSExport
  public boolean advance(int steps) {
    return engine.call(() -> opening.advance(steps));
  }
}
