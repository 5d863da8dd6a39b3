package dev.goatdb.bench.contestant;

import java.nio.file.Path;

/** The engines that are compared, ours first. */
public enum Engine {
  GOAT("goatdb", "(goatdb(-core)?-[0-9]|slf4j-api-|AmazonCorretto|bcprov-).*"),
  SQLITE("sqlite", ".*"),
  MVSTORE("mvstore", ".*"),
  ROCKSDB("rocksdb", ".*"),
  NITRITE("nitrite", ".*"),
  OBJECTBOX("objectbox", ".*");

  private final String label;
  private final String jars;

  Engine(String label, String jars) {
    this.label = label;
    this.jars = jars;
  }

  /** Its name in reports, and that of the folder with its libraries. */
  public String label() {
    return label;
  }

  /** Which files of that folder a program that embeds it needs; ours holds the server as well. */
  public boolean needs(String jar) {
    return jar.matches(jars);
  }

  /** Opens it in a folder, which exists; only there are the classes of the engine loaded. */
  Contestant open(Path folder, boolean synced) throws Exception {
    return switch (this) {
      case GOAT -> new Goat(folder, synced);
      case SQLITE -> new Sqlite(folder, synced);
      case MVSTORE -> new MvStore(folder, synced);
      case ROCKSDB -> new RocksDb(folder, synced);
      case NITRITE -> new Nitrite(folder);
      case OBJECTBOX -> new ObjectBox(folder);
    };
  }
}
