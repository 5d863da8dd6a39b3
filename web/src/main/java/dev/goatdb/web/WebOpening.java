package dev.goatdb.web;

import dev.goatdb.core.Opening;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;

/**
 * A repository being opened in steps, so that the page stays responsive: first its log is read,
 * then what is shown of each item is computed.
 */
public final class WebOpening {
  private final WebEngine engine;
  private final Opening opening;
  private final Supplier<List<String>> items;
  private final Snapshots snapshots;
  private @Nullable Iterator<String> rest;

  WebOpening(WebEngine engine, Opening opening, Supplier<List<String>> items, Snapshots snapshots) {
    this.engine = engine;
    this.opening = opening;
    this.items = items;
    this.snapshots = snapshots;
  }

  /** Does so many steps more, each a record or an item; true once everything is done. */
  @JSExport
  public boolean advance(int steps) {
    return engine.call(() -> {
      Iterator<String> left = rest;
      if (left == null) {
        if (opening.advance(steps)) {
          rest = items.get().iterator();
        }
        return false;
      }
      for (int i = 0; i < steps && left.hasNext(); i++) {
        snapshots.find(left.next()).ifPresent(Snapshots.Snapshot::form);
      }
      return !left.hasNext();
    });
  }
}
