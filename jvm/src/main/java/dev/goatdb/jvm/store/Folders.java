package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The folders of a store: {@code repositories/TYPE} in the folder of the database. */
final class Folders {
  private final Disk disk;
  private final Path database;
  private final Path repositories;
  private final Set<Path> settled = ConcurrentHashMap.newKeySet();

  Folders(Disk disk, Path database) {
    this.disk = disk;
    this.database = database;
    this.repositories = database.resolve("repositories");
  }

  LogPlace place(String log) {
    return LogPlace.of(repositories, log);
  }

  /** The logs there are, in order. */
  List<String> logs() throws IOException {
    List<String> logs = new ArrayList<>();
    for (String type : disk.list(repositories)) {
      for (String name : disk.list(repositories.resolve(type))) {
        if (name.endsWith(LogPlace.ENDING)) {
          FileNames.log(Path.of(type, name)).ifPresent(logs::add);
        }
      }
    }
    return logs.stream().sorted().toList();
  }

  /** Makes the names in a folder of logs survive a loss of power, and once its own. */
  void force(Path folder) throws IOException {
    disk.forceFolder(folder);
    if (!settled.contains(folder)) {
      disk.forceFolder(repositories);
      disk.forceFolder(database);
      settled.add(folder);
    }
  }
}
