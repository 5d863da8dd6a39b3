package dev.goatdb.core;

import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.merge.Explanation;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An item looked at closely: where its edits have got to, and why it shows what it shows. */
public final class Inspection {
  private final Context context;
  private final Repository repository;
  private final ItemPath path;

  Inspection(Context context, Repository repository, ItemPath path) {
    this.context = context;
    this.repository = repository;
    this.path = path;
  }

  /** Where the newest edit has got to. */
  public Saved saved() {
    return Saved.of(repository, path.item());
  }

  /** The item without what others are about to commit; an edit begins with that. */
  public Optional<ItemState> settled() {
    return repository.items().document(path.item()).map(Document::settled);
  }

  /**
   * What is wrong with what the item shows, in words by field: a constraint that merging broke, a
   * required field without a value, a field that an upgrade could not compute.
   */
  public Map<String, String> problems() {
    return repository.items().problems(path.item());
  }

  /**
   * Why a field shows what it shows, by what is committed. Throws {@code NotFound} where there is
   * no such item, and {@code InvalidValue} where its schema has no such field.
   */
  public Explanation explain(String field) {
    Optional<SchemaId> schema = repository.items().schema(path.item());
    if (schema.isEmpty()) {
      throw Editing.unknown(path);
    }
    FieldDefinition definition = context.schemas().require(schema.get()).field(field);
    Optional<ItemGraph> graph = repository.graph().item(path.item());
    return graph.isPresent()
        ? repository.items().showing().explain(graph.get(), field)
        : new Explanation(definition.merge(), List.of());
  }

  /** Whose session that is, where it is known and not anonymous. */
  public Optional<String> user(SessionId session) {
    Optional<Certificate> own = context.certificate();
    boolean isOwn = own.isPresent() && own.get().session().equals(session);
    Optional<Certificate> author = isOwn ? own : repository.certificates().find(session);
    return author.isPresent() ? author.get().user() : Optional.empty();
  }
}
