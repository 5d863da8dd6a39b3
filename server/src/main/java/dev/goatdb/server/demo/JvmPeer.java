package dev.goatdb.server.demo;

import static dev.goatdb.Field.STRING;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.Item;
import java.util.Map;
import java.util.Set;

/** A replica that a Java program edits, as any program with the library would. */
final class JvmPeer implements Editor {
  private static final Field<String> TEXT = Field.string("text");
  private static final Field<Boolean> DONE = Field.bool("done");
  private static final Field<Set<String>> TAGS = Field.set("tags", STRING);

  private final GoatDB db;
  private final GoatFile schemas;
  private volatile String tasks = "";

  JvmPeer(GoatDB db, GoatFile schemas) {
    this.db = db;
    this.schemas = schemas;
    db.counts(Application.LISTS);
  }

  @Override
  public Made makeList(String name) {
    return made(db.create(Application.LISTS, schemas.schema("list"), Map.of("name", name)));
  }

  @Override
  public void enter(String listPath) {
    tasks = Application.tasksOf(listPath);
    db.counts(tasks);
  }

  @Override
  public Made add(String text, Set<String> tags) {
    return made(db.create(tasks, schemas.schema("task"), Map.of("text", text, "tags", tags)));
  }

  private static Made made(Item item) {
    return new Made(item.path(), item.values());
  }

  @Override
  public void rename(String path, String text) {
    db.item(path).set(TEXT, text);
  }

  @Override
  public void check(String path, boolean done) {
    db.item(path).set(DONE, done);
  }

  @Override
  public void tag(String path, String tag) {
    db.item(path).add(TAGS, tag);
  }

  @Override
  public void untag(String path, String tag) {
    db.item(path).remove(TAGS, tag);
  }

  @Override
  public void delete(String path) {
    db.item(path).delete();
  }

  @Override
  public void setOnline(boolean wanted) {
    db.setOnline(wanted);
    Pauses.require(
        () -> db.isOnline() == wanted, "The peer did not go " + (wanted ? "on" : "off") + "line.");
  }

  @Override
  public Replica read() {
    return Replica.of(db);
  }

  @Override
  public void close() {
    db.close();
  }
}
