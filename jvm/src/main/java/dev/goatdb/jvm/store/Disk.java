package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a {@link FileStore} needs of a file system.
 *
 * <p>A change of a folder (a file made, renamed or deleted) survives a loss of power after {@link
 * #forceFolder}. Where a call needs space and there is none it throws {@link DiskFullException}.
 */
interface Disk {
  boolean exists(Path file) throws IOException;

  /** Opens a file for reading and writing, and makes it where it is not there. */
  DiskFile open(Path file) throws IOException;

  /** Makes a folder and those above it where they are not there. */
  void createFolders(Path folder) throws IOException;

  /** The names in a folder; none where there is no such folder. */
  List<String> list(Path folder) throws IOException;

  /** Puts a file in the place of another, whole or not at all, within one folder. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a file if it is there. */
  void delete(Path file) throws IOException;

  /** Makes the changes of a folder survive a loss of power. */
  void forceFolder(Path folder) throws IOException;
}
