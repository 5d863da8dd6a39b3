package dev.goatdb;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Overview;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.core.value.RepositoryPath;
import java.util.Optional;

/**
 * A summary of a repository on this device.
 *
 * @param items how many items it has, deleted ones included
 * @param commits how many commits
 * @param pending how many of them the server has not confirmed
 * @param diverged how many items have several heads, that is, are shown merged
 * @param logBytes the size of the log
 * @param commitDigest in hexadecimal; equal on two devices that hold the same commits
 * @param valueDigest in hexadecimal; equal on two devices that show the same values
 * @param problem what keeps edits from getting through, where something does: a server that cannot
 *     write now, or a damaged log here
 */
public record RepositoryStatus(
    String path,
    int items,
    int commits,
    int pending,
    int diverged,
    long logBytes,
    String commitDigest,
    String valueDigest,
    Optional<String> problem) {

  static RepositoryStatus of(Engine engine, RepositoryPath path) {
    Overview overview = engine.status(path).overview();
    return new RepositoryStatus(
        path.toString(),
        overview.items(),
        overview.commits(),
        overview.unreceipted(),
        engine.status(path).diverged(),
        overview.logBytes(),
        overview.sum().hex(),
        engine.status(path).shownDigest().hex(),
        engine.status(path).obstacle().map(Obstacle::reason));
  }
}
