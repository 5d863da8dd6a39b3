package dev.goatdb.bench.contestant;

import dev.goatdb.Durability;
import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.ItemView;
import dev.goatdb.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ours: every change is a commit, and all commits are sealed by a signature. */
public final class Goat implements Contestant {
  private static final Field<String> TEXT = Field.string("text").required();
  private static final Field<Boolean> DONE = Field.bool("done").defaultsTo(false);
  private static final Field<Instant> CREATED = Field.instant("created").required();
  private static final Field<Set<String>> TAGS = Field.set("tags", Field.STRING);
  private static final Schema TASK = Schema.of("task", 1, TEXT, DONE, CREATED, TAGS);
  private static final String REPOSITORY = "/data/todos";

  private final GoatDB db;

  Goat(Path folder, boolean synced) {
    Durability durability = synced ? Durability.SYNCED : Durability.BUFFERED;
    this.db = GoatDB.open(folder, options -> options.schemas(TASK).durability(durability));
  }

  @Override
  public void create(List<Document> documents) {
    pour(documents);
    db.flush();
  }

  @Override
  public void pour(List<Document> documents) {
    for (Document document : documents) {
      db.createAt(
          address(document.key()),
          TASK,
          Map.of(
              "text", document.text(),
              "done", document.done(),
              "created", Instant.ofEpochMilli(document.created()),
              "tags", Set.copyOf(document.tags())));
    }
  }

  @Override
  public void finish(String address) {
    db.item(address).set(DONE, true);
    db.flush();
  }

  @Override
  public String text(String address) {
    return db.item(address).get(TEXT);
  }

  @Override
  public Tally readAll() {
    Tally tally = Tally.NONE;
    for (ItemView item : db.items(REPOSITORY)) {
      tally = tally.plus(document(item));
    }
    return tally;
  }

  private static Document document(ItemView item) {
    return new Document(
        item.key(),
        item.get(TEXT),
        item.get(DONE),
        item.get(CREATED).toEpochMilli(),
        List.copyOf(item.get(TAGS)));
  }

  @Override
  public String address(String key) {
    return REPOSITORY + "/" + key;
  }

  @Override
  public void settle() {
    db.flush(Durability.SYNCED);
  }

  @Override
  public void close() {
    db.close();
  }
}
