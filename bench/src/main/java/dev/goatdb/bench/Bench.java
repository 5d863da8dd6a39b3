package dev.goatdb.bench;

import dev.goatdb.GoatDB;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The command line of the comparisons. */
public final class Bench {
  private Bench() {}

  /** Runs a comparison. */
  public static void main(String[] args) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      String peer = connection.getMetaData().getDatabaseProductVersion();
      System.out.println(GoatDB.about() + ", next to SQLite " + peer);
    }
  }
}
