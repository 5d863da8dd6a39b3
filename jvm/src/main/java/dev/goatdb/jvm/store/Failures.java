package dev.goatdb.jvm.store;

import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Path;

/** The words for what goes wrong with files. */
final class Failures {
  private Failures() {}

  /** One call failed, perhaps for lack of space. */
  static GoatException of(String verb, Path file, IOException cause) {
    String remedy =
        cause instanceof DiskFullException
            ? "Free some space, then go on; nothing was lost, and everything can be read."
            : "Check the disk, its free space and the permissions; what was acknowledged is safe.";
    return failure("Could not " + verb + " " + file + ": " + cause.getMessage() + ".", remedy)
        .causedBy(cause);
  }

  /** The disk did not confirm what was written: the log is closed for writing from then on. */
  static GoatException unconfirmed(Path file, IOException cause) {
    return failure(
            "The disk did not confirm what was written to "
                + file
                + ": "
                + cause.getMessage()
                + ".",
            "Check the disk, then open the repository anew; what was acknowledged is safe.")
        .causedBy(new IOException(cause));
  }

  /** The files are closed. */
  static GoatException released(Path file) {
    return failure(file + " is not open any more.", "Open the repository again.");
  }

  private static GoatException failure(String what, String remedy) {
    return new GoatException.StorageFailed(what, remedy);
  }
}
