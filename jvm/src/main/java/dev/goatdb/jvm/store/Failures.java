package dev.goatdb.jvm.store;

import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
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
    return failure("Could not " + verb + " " + file + ": " + reason(cause) + ".", remedy)
        .causedBy(cause);
  }

  /** The disk did not confirm what was written: the log is closed for writing from then on. */
  static GoatException unconfirmed(Path file, IOException cause) {
    return failure(
            "The disk did not confirm what was written to " + file + ": " + reason(cause) + ".",
            "Check the disk, then open the repository anew; what was acknowledged is safe.")
        .causedBy(new IOException(cause));
  }

  /** Some exceptions say nothing but the name of the file. */
  private static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException none -> "there is no such file or folder";
      default -> String.valueOf(cause.getMessage());
    };
  }

  /** The files are closed. */
  static GoatException released(Path file) {
    return failure(file + " is not open any more.", "Open the repository again.");
  }

  private static GoatException failure(String what, String remedy) {
    return new GoatException.StorageFailed(what, remedy);
  }
}
