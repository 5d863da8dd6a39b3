package dev.goatdb;

import dev.goatdb.core.Restorations;
import dev.goatdb.jvm.Host;
import java.util.List;

/**
 * What the operator of a server does with its authority.
 *
 * <pre>{@code
 * Authority authority = server.authority();
 * authority.restorations().forEach(System.out::println);
 * authority.goOn();
 * }</pre>
 */
public final class Authority {
  private final Host host;

  private Authority(Host host) {
    this.host = host;
  }

  /** That of a database that is an authority, see {@link Options#authority}. */
  public static Authority of(GoatDB db) {
    return new Authority(db.host());
  }

  /**
   * Takes in only what has a receipt until {@link #goOn}, for data was lost: what is new is judged
   * when all that was judged before is back. A server that finds that it lost commits does the same
   * by itself, for as long as some are missing.
   */
  public void restore() {
    host.call(engine -> {
      Restorations.begin(engine);
      return true;
    });
  }

  /** Whether {@link #restore} was called, and {@link #goOn} not yet. */
  public boolean isRestoring() {
    return host.read(Restorations::isBegun);
  }

  /** What was missing and came back, by repository, as far as they are open. */
  public List<Restoration> restorations() {
    return host.read(engine -> Restorations.reports(engine).stream().map(Restoration::of).toList());
  }

  /**
   * Goes on with what is back: new commits are taken in again, and those that have a receipt and
   * are missing are given up. Who brings them later is still believed.
   */
  public void goOn() {
    host.call(engine -> {
      Restorations.end(engine);
      return true;
    });
  }
}
