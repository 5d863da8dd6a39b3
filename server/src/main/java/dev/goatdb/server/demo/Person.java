package dev.goatdb.server.demo;

import static dev.goatdb.Field.STRING;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.RepositoryCounts;
import dev.goatdb.error.GoatException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Somebody who edits the catalogue in a database of their own; the oracle hears of every edit. */
final class Person implements AutoCloseable {
  private static final Field<Long> VOTES = Field.counter("votes");
  private static final Field<Set<String>> LABELS = Field.set("labels", STRING);
  private static final Field<Map<String, String>> NOTES = Field.map("notes", STRING);
  private static final Field<String> DESCRIPTION = Field.string("description");

  private final String name;
  private final GoatDB db;
  private final Oracle oracle;
  private volatile String latest = "";

  Person(String name, Path folder, GoatFile definitions, String server, Oracle oracle) {
    this.name = name;
    this.oracle = oracle;
    this.db = GoatDB.open(folder, o -> o.file(definitions).server(server));
    db.counts(Catalogue.REPOSITORY);
  }

  String name() {
    return name;
  }

  GoatDB db() {
    return db;
  }

  void vote(String path) {
    db.item(path).add(VOTES, 1);
    oracle.voted(path, 1);
    did(path, "one more vote");
  }

  void label(String path, String label) {
    db.item(path).add(LABELS, label);
    oracle.labelled(path, label);
    did(path, "label " + label);
  }

  void unlabel(String path, String label) {
    db.item(path).remove(LABELS, label);
    oracle.unlabelled(path, label);
    did(path, "no label " + label);
  }

  /** A note under one's own name, so nobody else writes there. */
  void note(String path, String text) {
    db.item(path).put(NOTES, name, text);
    oracle.noted(path, name, text);
    did(path, "note");
  }

  /** Rewrites the description where nobody else does. */
  void describe(String path, String text) {
    db.item(path).set(DESCRIPTION, text);
    oracle.wrote(path, DESCRIPTION.name(), text);
    did(path, "description");
  }

  /** Rewrites the description where somebody else does the same, unseen. */
  void contest(String path, String text) {
    db.item(path).set(DESCRIPTION, text);
    oracle.contested(path, DESCRIPTION.name(), name, text);
    did(path, "description, as somebody else");
  }

  void create(String path, Map<String, Object> values) {
    db.createAt(path, Catalogue.schema(), values);
    oracle.created(path, values);
    did(path, "new");
  }

  void delete(String path) {
    db.item(path).delete();
    oracle.deleted(path);
    did(path, "deleted");
  }

  Stage.Row row() {
    try {
      RepositoryCounts counts = db.counts(Catalogue.REPOSITORY);
      return new Stage.Row(
          name,
          db.isOnline() ? "online" : "offline",
          counts.items(),
          counts.commits(),
          counts.pending(),
          latest);
    } catch (GoatException.Closed over) {
      return new Stage.Row(name, "closed", -1, -1, -1, latest);
    }
  }

  @Override
  public void close() {
    db.close();
  }

  private void did(String path, String what) {
    latest = path.substring(path.lastIndexOf('/') + 1) + ": " + what;
  }
}
