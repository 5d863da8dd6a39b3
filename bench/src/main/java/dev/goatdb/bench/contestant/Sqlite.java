package dev.goatdb.bench.contestant;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * SQLite with a table whose primary key is the key, tags as JSON text, and a write-ahead log;
 * synchronous is NORMAL where it is buffered, FULL where it is synced.
 */
final class Sqlite implements Contestant {
  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final PreparedStatement select;

  Sqlite(Path folder, boolean synced) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tasks.db"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma synchronous = " + (synced ? "full" : "normal"));
      statement.execute(
          "create table if not exists task (key text primary key, text text not null,"
              + " done integer not null, created integer not null, tags text not null)");
    }
    insert = connection.prepareStatement("insert into task values (?, ?, ?, ?, ?)");
    update = connection.prepareStatement("update task set done = 1 where key = ?");
    select = connection.prepareStatement("select text from task where key = ?");
  }

  @Override
  public void create(List<Document> documents) throws SQLException {
    if (documents.size() == 1) {
      insert(documents.getFirst());
      return;
    }
    connection.setAutoCommit(false);
    for (Document document : documents) {
      insert(document);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void insert(Document document) throws SQLException {
    insert.setString(1, document.key());
    insert.setString(2, document.text());
    insert.setBoolean(3, document.done());
    insert.setLong(4, document.created());
    insert.setString(5, "[\"" + String.join("\",\"", document.tags()) + "\"]");
    insert.executeUpdate();
  }

  @Override
  public void finish(String key) throws SQLException {
    update.setString(1, key);
    update.executeUpdate();
  }

  @Override
  public String text(String key) throws SQLException {
    select.setString(1, key);
    try (ResultSet found = select.executeQuery()) {
      found.next();
      return found.getString(1);
    }
  }

  @Override
  public Tally readAll() throws SQLException {
    Tally tally = Tally.NONE;
    try (Statement statement = connection.createStatement();
        ResultSet all = statement.executeQuery("select key, text, done, created, tags from task")) {
      while (all.next()) {
        tally = tally.plus(document(all));
      }
    }
    return tally;
  }

  private static Document document(ResultSet row) throws SQLException {
    String tags = row.getString(5);
    return new Document(
        row.getString(1),
        row.getString(2),
        row.getBoolean(3),
        row.getLong(4),
        List.of(tags.substring(2, tags.length() - 2).split("\",\"", -1)));
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    update.close();
    select.close();
    connection.close();
  }
}
