package dev.goatdb.core;

import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.Optional;

/** What an engine is told of the disk that its logs are on. */
public final class Disk {
  private final Context context;
  private final Repositories repositories;

  Disk(Context context, Repositories repositories) {
    this.context = context;
    this.repositories = repositories;
  }

  /** Nothing can be written to a log any more: edits are refused with that reason. */
  public void failed(RepositoryPath log, GoatException reason) {
    repositories.ifOpen(
        log,
        repository -> {
          repository.log().forbid(reason);
          repository.tellObstacle();
        });
  }

  /**
   * Nothing can be written for now, or it can again. An authority takes nothing in meanwhile; the
   * edits of others wait where they are.
   *
   * @param reason for their users
   */
  public void stalled(Optional<GoatException> reason) {
    context.stall(reason.map(Obstacle::of));
    repositories.all().forEach(Repository::tellObstacle);
  }
}
