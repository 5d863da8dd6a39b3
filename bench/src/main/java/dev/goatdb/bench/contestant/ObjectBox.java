package dev.goatdb.bench.contestant;

import io.objectbox.Box;
import io.objectbox.BoxStore;
import io.objectbox.query.Query;
import io.objectbox.query.QueryBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** ObjectBox with objects that have a unique key. It always waits for the disk. */
final class ObjectBox implements Contestant {
  private static final long MOST_KILOBYTES = 8L * 1024 * 1024;

  private final BoxStore store;
  private final Box<ObjectBoxTask> tasks;
  private final Query<ObjectBoxTask> byKey;

  ObjectBox(Path folder) {
    store = ObjectBoxTask.store().directory(folder.toFile()).maxSizeInKByte(MOST_KILOBYTES).build();
    tasks = store.boxFor(ObjectBoxTask.class);
    byKey =
        tasks.query().equal(ObjectBoxTask.KEY, "", QueryBuilder.StringOrder.CASE_SENSITIVE).build();
  }

  @Override
  public void create(List<Document> documents) {
    if (documents.size() == 1) {
      tasks.put(ObjectBoxTask.of(documents.getFirst()));
    } else {
      tasks.put(documents.stream().map(ObjectBoxTask::of).toList());
    }
  }

  @Override
  public void finish(String key) {
    ObjectBoxTask task = find(key);
    task.done = true;
    tasks.put(task);
  }

  @Override
  public String text(String key) {
    return find(key).text;
  }

  private ObjectBoxTask find(String key) {
    return Objects.requireNonNull(byKey.setParameter(ObjectBoxTask.KEY, key).findFirst(), key);
  }

  @Override
  public Tally readAll() {
    Tally tally = Tally.NONE;
    for (ObjectBoxTask task : tasks.getAll()) {
      tally = tally.plus(task.document());
    }
    return tally;
  }

  @Override
  public void close() {
    byKey.close();
    store.close();
  }
}
