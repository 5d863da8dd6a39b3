package dev.goatdb.server.torture;

import dev.goatdb.Durability;
import dev.goatdb.GoatDB;
import java.nio.file.Path;
import java.util.Map;

/**
 * A program that is to be killed: it creates items in a folder, and prints the key of each when it
 * is told that the item is safe.
 */
public final class LocalWriter {
  private LocalWriter() {}

  /**
   * Runs until it is killed.
   *
   * @param args the folder, what keys begin with, and the durability
   */
  @SuppressWarnings("InfiniteLoop") // until it is killed
  public static void main(String[] args) {
    Durability durability = Durability.valueOf(args[2]);
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    try (GoatDB db =
        GoatDB.open(Path.of(args[0]), o -> o.schemas(Notes.NOTE).durability(durability))) {
      for (int i = 0; true; i++) {
        String key = args[1] + "-" + i;
        db.createAt(Notes.path(key), Notes.NOTE, Map.of("text", Notes.text(key, 0)));
        db.flush(durability);
        System.out.println(key);
        System.out.flush();
      }
    }
  }
}
