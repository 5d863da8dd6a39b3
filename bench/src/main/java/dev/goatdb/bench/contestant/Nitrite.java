package dev.goatdb.bench.contestant;

import java.nio.file.Path;
import java.util.List;
import org.dizitart.no2.collection.FindOptions;
import org.dizitart.no2.collection.NitriteCollection;
import org.dizitart.no2.filters.FluentFilter;
import org.dizitart.no2.index.IndexOptions;
import org.dizitart.no2.index.IndexType;
import org.dizitart.no2.mvstore.MVStoreModule;

/**
 * Nitrite on its MVStore adapter: a collection with a unique index on the key; every transaction is
 * committed. It has no way to wait for the disk.
 */
final class Nitrite implements Contestant {
  private static final String KEY = "key";
  private static final String TEXT = "text";
  private static final String DONE = "done";
  private static final String CREATED = "created";
  private static final String TAGS = "tags";

  private final org.dizitart.no2.Nitrite db;
  private final NitriteCollection tasks;

  Nitrite(Path folder) {
    MVStoreModule file =
        MVStoreModule.withConfig().filePath(folder.resolve("tasks.nitrite").toFile()).build();
    db = org.dizitart.no2.Nitrite.builder().loadModule(file).openOrCreate();
    tasks = db.getCollection("task");
    if (!tasks.hasIndex(KEY)) {
      tasks.createIndex(IndexOptions.indexOptions(IndexType.UNIQUE), KEY);
    }
  }

  @Override
  public void create(List<Document> documents) {
    tasks.insert(
        documents.stream().map(Nitrite::map).toArray(org.dizitart.no2.collection.Document[]::new));
    db.commit();
  }

  private static org.dizitart.no2.collection.Document map(Document document) {
    return org.dizitart.no2.collection.Document.createDocument(KEY, document.key())
        .put(TEXT, document.text())
        .put(DONE, document.done())
        .put(CREATED, document.created())
        .put(TAGS, document.tags().toArray(String[]::new));
  }

  @Override
  public void finish(String key) {
    tasks.update(
        FluentFilter.where(KEY).eq(key),
        org.dizitart.no2.collection.Document.createDocument(DONE, true));
    db.commit();
  }

  @Override
  public String text(String key) {
    return tasks
        .find(FluentFilter.where(KEY).eq(key), FindOptions.limitBy(1))
        .firstOrNull()
        .get(TEXT, String.class);
  }

  @Override
  public Tally readAll() {
    Tally tally = Tally.NONE;
    for (org.dizitart.no2.collection.Document found : tasks.find()) {
      tally =
          tally.plus(
              new Document(
                  found.get(KEY, String.class),
                  found.get(TEXT, String.class),
                  found.get(DONE, Boolean.class),
                  found.get(CREATED, Long.class),
                  List.of(found.get(TAGS, String[].class))));
    }
    return tally;
  }

  @Override
  public void close() {
    db.close();
  }
}
