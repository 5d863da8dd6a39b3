package dev.goatdb;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Overview;
import dev.goatdb.core.value.RepositoryPath;

/**
 * How much a repository on this device holds.
 *
 * @param items how many items it has, deleted ones included
 * @param commits how many commits
 * @param pending how many of them the server has not confirmed
 * @param logBytes the size of the log
 */
public record RepositoryCounts(String path, int items, int commits, int pending, long logBytes) {

  static RepositoryCounts of(Engine engine, RepositoryPath path) {
    Overview overview = engine.status(path).overview();
    return new RepositoryCounts(
        path.toString(),
        overview.items(),
        overview.commits(),
        overview.unreceipted(),
        overview.logBytes());
  }
}
