package dev.goatdb.server.demo;

import dev.goatdb.error.GoatException;
import dev.goatdb.server.importer.Importer;

/** Slows an import down to what an audience can follow. */
final class Pacing implements Importer.Progress {
  private static final int LINES_PER_STEP = 25;
  private static final long STEP_MILLIS = 15;

  private final Stage stage;

  Pacing(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void line(Importer.Counts counts) {
    if (counts.lines() % LINES_PER_STEP == 0) {
      stage.pause(STEP_MILLIS);
    }
  }

  @Override
  public void failed(long line, GoatException reason) {
    throw new GoatException.InvalidValue(
        "Line " + line + " of the sample is wrong: " + reason.getMessage(), "");
  }
}
