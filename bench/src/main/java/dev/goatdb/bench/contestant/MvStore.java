package dev.goatdb.bench.contestant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** H2's MVStore with a map from keys to documents as bytes; every transaction is committed. */
final class MvStore implements Contestant {
  private final MVStore store;
  private final MVMap<String, byte[]> tasks;
  private final boolean synced;

  MvStore(Path folder, boolean synced) {
    this.store = MVStore.open(folder.resolve("tasks.mv").toString());
    this.tasks = store.openMap("task");
    this.synced = synced;
  }

  @Override
  public void create(List<Document> documents) {
    for (Document document : documents) {
      tasks.put(document.key(), DocumentBytes.of(document));
    }
    commit();
  }

  @Override
  public void finish(String key) {
    tasks.put(key, DocumentBytes.finished(find(key)));
    commit();
  }

  @Override
  public String text(String key) {
    return DocumentBytes.text(find(key));
  }

  private byte[] find(String key) {
    return Objects.requireNonNull(tasks.get(key), key);
  }

  @Override
  public Tally readAll() {
    Tally tally = Tally.NONE;
    for (Map.Entry<String, byte[]> entry : tasks.entrySet()) {
      tally = tally.plus(DocumentBytes.document(entry.getKey(), entry.getValue()));
    }
    return tally;
  }

  @Override
  public void close() {
    store.close();
  }

  private void commit() {
    store.commit();
    if (synced) {
      store.sync();
    }
  }
}
