package dev.goatdb.jvm.store;

import java.nio.file.Path;

/** Where a log and what belongs to it are: files of one folder whose names differ in the ending. */
record LogPlace(Path folder, String stem) {
  static final String ENDING = ".log";

  /** The place of the log of {@code /type/name}. */
  static LogPlace of(Path root, String log) {
    Path path = root.resolve(FileNames.path(log));
    return new LogPlace(path.resolveSibling(""), String.valueOf(path.getFileName()));
  }

  Path log() {
    return folder.resolve(stem + ENDING);
  }

  /** A log that is being written, to be put in the place of the other. */
  Path fresh() {
    return folder.resolve(stem + ENDING + ".new");
  }

  /** What is derived from the log. */
  Path index() {
    return folder.resolve(stem + ".index");
  }

  /** An empty file that is there while the disk may lack bytes of the log that can be read. */
  Path doubt() {
    return folder.resolve(stem + ".doubt");
  }
}
