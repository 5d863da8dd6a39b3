package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an authority that lost data does to get it back from those who have it. */
public final class Restorations {
  private Restorations() {}

  /**
   * How far a repository is restored.
   *
   * @param back how many commits came back since the authority started
   * @param from how many of them each session brought
   * @param missing how many have a receipt and are still to come
   * @param lost how many of those are given up
   */
  public record Report(
      RepositoryPath repository, int back, Map<SessionId, Integer> from, int missing, int lost) {}

  /**
   * Takes in only what has a receipt, until {@link #end}: for the operator who knows that something
   * was lost. An authority notices by itself, repository by repository, when somebody shows a
   * receipt that it does not know any more; it waits by itself then, until all that has one is
   * back.
   */
  public static void begin(Engine engine) {
    engine.context().restoring(true);
    engine.repositories().all().forEach(repository -> repository.restoration().proceed());
  }

  /** Goes on with what is back. What has a receipt and comes later is still taken. */
  public static void end(Engine engine) {
    engine.context().restoring(false);
    for (Repository repository : engine.repositories().all()) {
      repository.restoration().giveUp();
      repository.restoration().proceed();
    }
  }

  /** Whether the operator has begun it, and not ended. */
  public static boolean isBegun(Engine engine) {
    return engine.context().isRestoring();
  }

  /** How far the open repositories are of which something was missing. */
  public static List<Report> reports(Engine engine) {
    List<Report> reports = new ArrayList<>();
    for (Repository repository : engine.repositories().all()) {
      Report report = repository.restoration().report();
      if (report.back() + report.missing() + report.lost() > 0) {
        reports.add(report);
      }
    }
    return reports;
  }
}
