package dev.goatdb.core;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.merge.Moving;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the commits of this device: operations on what the heads merge to become a header and a
 * body.
 */
final class Author {
  private Author() {}

  /**
   * On the heads of an item, as far as a commit may name them: what counts places in a text is put
   * in terms of what those merge to.
   *
   * @param merged what all heads merge to, which the operations are above
   */
  static Commit write(
      Context context,
      Repository repository,
      String item,
      ItemState merged,
      SchemaId schema,
      List<Operation> operations) {
    List<Node> heads = heads(repository.graph().item(item), schema);
    List<Node> parents =
        heads.subList(Math.max(0, heads.size() - context.limits().parents()), heads.size());
    ItemState before = merged;
    List<Operation> meant = operations;
    if (parents.size() < heads.size()) {
      before = repository.items().before(schema, parents);
      meant = new Moving(merged, before).all(operations);
    }
    return write(
        context, repository.path(), item, parents, before, schema, meant, context.wallMillis());
  }

  /**
   * The same on parents that are given.
   *
   * @param merged what the parents merge to
   * @param millis when the edit was made
   */
  static Commit write(
      Context context,
      RepositoryPath path,
      String item,
      List<Node> parents,
      ItemState merged,
      SchemaId schema,
      List<Operation> operations,
      long millis) {
    Optional<Octets> base =
        parents.size() > 1
            ? Optional.of(merged.digest().prefix(Body.BASE_BYTES))
            : Optional.empty();
    Body body = Body.of(context.randomness().octets(Body.SALT_BYTES), base, operations);
    int generation = 0;
    long clock = 0;
    List<CommitId> ids = new ArrayList<>();
    for (Node parent : parents) {
      generation = Math.max(generation, parent.header().generation());
      clock = Math.max(clock, parent.header().clock());
      ids.add(parent.id());
    }
    Header draft =
        new Header(
            context.organisation(),
            path,
            item,
            ids,
            generation + 1,
            Hlc.next(millis, clock),
            context.session(),
            schema,
            Header.Kind.EDIT,
            Optional.empty(),
            Octets.EMPTY);
    return Commit.author(draft, body, context.scratch());
  }

  /** The heads that a commit of this schema may build on, the highest last. */
  private static List<Node> heads(Optional<ItemGraph> graph, SchemaId schema) {
    List<Node> heads = new ArrayList<>();
    if (graph.isPresent()) {
      for (Node head : graph.get().heads(schema.version())) {
        SchemaId above = head.header().schema();
        if (above.namespace().equals(schema.namespace()) && above.version() <= schema.version()) {
          heads.add(head);
        }
      }
    }
    return heads;
  }
}
