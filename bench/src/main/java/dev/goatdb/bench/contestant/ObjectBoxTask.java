package dev.goatdb.bench.contestant;

import io.objectbox.BoxStore;
import io.objectbox.BoxStoreBuilder;
import io.objectbox.Cursor;
import io.objectbox.EntityInfo;
import io.objectbox.ModelBuilder;
import io.objectbox.Property;
import io.objectbox.Transaction;
import io.objectbox.internal.CursorFactory;
import io.objectbox.internal.IdGetter;
import io.objectbox.model.PropertyFlags;
import io.objectbox.model.PropertyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as ObjectBox stores it, and what its code generator makes of such a class: a
 * description of the fields, and a cursor that hands them to the native library.
 *
 * <p>It was written by hand after the generator's output, so that no build needs the generator.
 */
final class ObjectBoxTask {
  static final Description TASK = new Description();
  static final Property<ObjectBoxTask> ID =
      new Property<>(TASK, 0, 1, long.class, "id", true, "id");
  static final Property<ObjectBoxTask> KEY = new Property<>(TASK, 1, 2, String.class, "key");
  static final Property<ObjectBoxTask> TEXT = new Property<>(TASK, 2, 3, String.class, "text");
  static final Property<ObjectBoxTask> DONE = new Property<>(TASK, 3, 4, boolean.class, "done");
  static final Property<ObjectBoxTask> CREATED = new Property<>(TASK, 4, 5, long.class, "created");
  static final Property<ObjectBoxTask> TAGS = new Property<>(TASK, 5, 6, String[].class, "tags");

  long id;
  final String key;
  final String text;
  boolean done;
  final long created;
  final String[] tags;

  /** The native library calls it, with all fields in their order. */
  ObjectBoxTask(long id, String key, String text, boolean done, long created, String[] tags) {
    this.id = id;
    this.key = key;
    this.text = text;
    this.done = done;
    this.created = created;
    this.tags = tags;
  }

  static ObjectBoxTask of(Document document) {
    return new ObjectBoxTask(
        0,
        document.key(),
        document.text(),
        document.done(),
        document.created(),
        document.tags().toArray(String[]::new));
  }

  Document document() {
    return new Document(key, text, done, created, List.of(tags));
  }

  /** The model of a store that holds nothing else. */
  static BoxStoreBuilder store() {
    ModelBuilder model = new ModelBuilder();
    model.lastEntityId(1, 8101423295731468969L);
    model.lastIndexId(1, 4930954836120125166L);
    model.lastRelationId(0, 0L);
    ModelBuilder.EntityBuilder entity = model.entity(TASK.getDbName());
    entity.id(1, 8101423295731468969L).lastPropertyId(6, 9112885496877018009L);
    entity.property("id", PropertyType.Long).id(1, 5312059904704796991L).flags(PropertyFlags.ID);
    entity
        .property("key", PropertyType.String)
        .id(2, 5145597946109137682L)
        .flags(PropertyFlags.INDEX_HASH | PropertyFlags.UNIQUE)
        .indexId(1, 4930954836120125166L);
    entity.property("text", PropertyType.String).id(3, 383000087502704684L);
    entity.property("done", PropertyType.Bool).id(4, 9147476594209674008L);
    entity.property("created", PropertyType.Long).id(5, 8019222339420760577L);
    entity.property("tags", PropertyType.StringVector).id(6, 9112885496877018009L);
    entity.entityDone();
    BoxStoreBuilder builder = new BoxStoreBuilder(model.build());
    builder.entity(TASK);
    return builder;
  }

  /** What a store must know about the class. */
  static final class Description implements EntityInfo<ObjectBoxTask> {
    private static final String NAME = "Task";

    @Override
    public String getEntityName() {
      return NAME;
    }

    @Override
    public String getDbName() {
      return NAME;
    }

    @Override
    public Class<ObjectBoxTask> getEntityClass() {
      return ObjectBoxTask.class;
    }

    @Override
    public int getEntityId() {
      return 1;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Property<ObjectBoxTask>[] getAllProperties() {
      return new Property[] {ID, KEY, TEXT, DONE, CREATED, TAGS};
    }

    @Override
    public Property<ObjectBoxTask> getIdProperty() {
      return ID;
    }

    @Override
    public IdGetter<ObjectBoxTask> getIdGetter() {
      return task -> task.id;
    }

    @Override
    public CursorFactory<ObjectBoxTask> getCursorFactory() {
      return TaskCursor::new;
    }
  }

  /** Writes the fields of a task. */
  static final class TaskCursor extends Cursor<ObjectBoxTask> {
    private TaskCursor(Transaction transaction, long handle, @Nullable BoxStore store) {
      super(transaction, handle, TASK, store);
    }

    @Override
    public long getId(ObjectBoxTask task) {
      return task.id;
    }

    // The box that calls this holds the cursor meanwhile.
    @SuppressWarnings("UnsafeFinalization")
    @Override
    public long put(ObjectBoxTask task) {
      collectStringArray(cursor, 0, PUT_FLAG_FIRST, TAGS.id, task.tags);
      task.id =
          collect313311(
              cursor,
              task.id,
              PUT_FLAG_COMPLETE,
              KEY.id,
              task.key,
              TEXT.id,
              task.text,
              0,
              null,
              0,
              null,
              CREATED.id,
              task.created,
              DONE.id,
              task.done ? 1 : 0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0);
      return task.id;
    }
  }
}
