package dev.goatdb.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * SQLite as an application would use it for tasks: a table, write-ahead log, synchronous NORMAL.
 */
final class Sqlite implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement insert;

  Sqlite(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma synchronous = normal");
      statement.execute(
          "create table task (key text primary key, text text not null, done integer, created integer, tags text)");
    }
    insert =
        connection.prepareStatement(
            "insert into task values (?, ?, 0, ?, '[\"home\",\"garden\"]')");
  }

  void insert(int number) throws SQLException {
    insert.setString(1, "task" + number);
    insert.setString(2, Tasks.text(number));
    insert.setLong(3, System.currentTimeMillis());
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    connection.close();
  }
}
