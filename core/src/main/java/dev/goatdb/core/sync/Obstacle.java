package dev.goatdb.core.sync;

import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;

/**
 * Why an authority can take in no commits of a repository now, though nothing is wrong with them:
 * the refusal that is not final. They stay where they are, and are offered again by themselves.
 *
 * @param code the stable code of the error, see {@link GoatException#code()}
 * @param reason what is in the way and what to do, for the user of the other side
 */
public record Obstacle(String code, String reason) {
  /** The code where a server gets back what it lost: until then it takes in nothing else. */
  public static final String RESTORING = "restoring";

  /** Whether nothing gets through; a server that is restored takes in what has a receipt. */
  public boolean stopsAll() {
    return !code.equals(RESTORING);
  }

  public static Obstacle ofRestoring(RepositoryPath path) {
    return new Obstacle(
        RESTORING,
        "The server lost something of "
            + path
            + " and is getting it back from those who have it. Your edits are safe here, and go out"
            + " by themselves afterwards.");
  }

  public static Obstacle of(GoatException error) {
    return new Obstacle(error.code(), error.getMessage());
  }

  /**
   * The same where something is wrong with the log of a repository. What exactly is the operator's
   * to know, who has to mend it.
   */
  public static Obstacle ofLog(RepositoryPath path, GoatException error) {
    return new Obstacle(
        error.code(),
        "The server's log of "
            + path
            + " is damaged or cannot be written. Its operator must see to it: the log of the server"
            + " says what to do. Your edits are safe here, and go out by themselves afterwards.");
  }
}
