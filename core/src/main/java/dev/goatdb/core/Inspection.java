package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.merge.Explanation;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
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

  /**
   * Why a field shows what it shows.
   *
   * @param rule how concurrent changes of it meet
   * @param reasons the changes that nobody overwrote who saw them, oldest first; none where the
   *     field shows its default
   */
  public record Why(MergePolicy rule, List<Reason> reasons) {
    public Why {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A change that may show.
   *
   * @param user whose session made it, where that is known and not anonymous
   * @param millis when, since 1970, by the author's clock
   * @param stays whether it shows; else a concurrent one won
   */
  public record Reason(
      CommitId commit,
      SessionId session,
      Optional<String> user,
      long millis,
      Operation operation,
      boolean stays) {}

  /** Where the newest edit has got to. */
  public Saved saved() {
    return Saved.of(repository, path.item());
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
  public Why explain(String field) {
    SchemaId schema =
        repository.items().schema(path.item()).orElseThrow(() -> Editing.unknown(path));
    context.schemas().require(schema).field(field);
    Optional<ItemGraph> graph = repository.graph().item(path.item());
    if (graph.isEmpty()) {
      throw new GoatException.NotFound(
          "The item " + path + " is not committed yet.", "Flush first.");
    }
    Explanation explanation = repository.items().explain(graph.get(), field);
    List<Reason> reasons = new ArrayList<>();
    for (Explanation.Reason reason : explanation.reasons()) {
      reasons.add(reason(reason));
    }
    return new Why(explanation.rule(), reasons);
  }

  private Reason reason(Explanation.Reason reason) {
    Node by = reason.by();
    SessionId session = by.header().session();
    Optional<Certificate> author =
        repository
            .certificates()
            .find(session)
            .or(() -> context.certificate().filter(own -> own.session().equals(session)));
    return new Reason(
        by.id(),
        session,
        author.flatMap(Certificate::user),
        Hlc.millis(by.header().clock()),
        reason.operation(),
        reason.stays());
  }
}
