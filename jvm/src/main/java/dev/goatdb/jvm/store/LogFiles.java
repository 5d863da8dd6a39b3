package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the logs of a folder are, for somebody who looks at the files themselves. */
public final class LogFiles {
  private final Path folder;
  private final Folders folders;

  /**
   * @param folder of a database, which may be in use
   */
  public LogFiles(Path folder) {
    this.folder = folder;
    this.folders = new Folders(new RealDisk(), folder);
  }

  /** The logs there are, by the paths of their repositories, in order. */
  public List<String> logs() {
    try {
      return folders.logs();
    } catch (IOException failed) {
      throw Failures.of("list", folder, failed);
    }
  }

  /** The file of a log. */
  public Path log(String log) {
    return folders.place(log).log();
  }

  /** The file of the index beside it. */
  public Path index(String log) {
    return folders.place(log).index();
  }

  /** The place for a damaged log that another one replaced. */
  public Path damaged(String log, int number) {
    Path file = log(log);
    return file.resolveSibling(file.getFileName() + ".damaged-" + number);
  }

  /** Makes the names in the folder of a log survive a loss of power. */
  public void force(String log) {
    try {
      folders.force(folders.place(log).folder());
    } catch (IOException failed) {
      throw Failures.of("sync", log(log), failed);
    }
  }
}
