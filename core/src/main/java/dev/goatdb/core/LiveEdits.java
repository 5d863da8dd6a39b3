package dev.goatdb.core;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Judge;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Edits that are not commits yet, shown to others: while somebody types, peers see it at once, and
 * the commit, which comes three times a second, takes their place.
 *
 * <p>They are written down nowhere. They may get lost, and are forgotten after a while without a
 * commit; the authority only passes them on.
 */
final class LiveEdits {
  private static final long FORGOTTEN_MILLIS = 5_000;
  private static final Octets NO_SALT = Octets.wrap(new byte[Body.SALT_BYTES]);

  private final Context context;
  private final Repository repository;

  LiveEdits(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
  }

  /** Edits of an item wait to be committed: others are shown them, not too often. */
  void edited(String item) {
    long now = context.nowMillis();
    long pause = context.limits().liveMillis();
    Document document = repository.items().resident(item);
    if (pause == 0
        || document == null
        || document.shownToOthersMillis() > now
        || repository.links().isEmpty()) {
      return;
    }
    long due = Math.max(now, document.shownToOthersMillis() + pause);
    document.shownToOthers(due);
    if (due == now) {
      send(item);
    } else {
      context.timers().at(due, () -> send(item));
    }
  }

  private void send(String item) {
    Document document = repository.items().resident(item);
    if (document == null || !document.isDirty() || repository.items().isNew(item)) {
      return;
    }
    List<Operation> waiting = document.waiting(false);
    Optional<Octets> base = countPlaces(waiting) ? Optional.of(heads(item)) : Optional.empty();
    Octets body = Body.of(NO_SALT, base, waiting).encode();
    if (body.size() <= context.limits().liveBytes()) {
      SchemaId schema = repository.items().schema(item).orElseThrow();
      repository.links().forEach(link -> link.show(context.session(), item, schema, body));
    }
  }

  /** Live edits of a session came in: the authority passes them on, all others show them. */
  void receive(Link source, SessionId session, Message.LiveEdits edits) {
    if (edits.body().size() > context.limits().liveBytes()) {
      throw new GoatException.LimitExceeded(
          "Live edits have more than " + context.limits().liveBytes() + " bytes.",
          "Send what is larger as a commit.");
    }
    Body body = Body.decode(edits.body());
    List<Operation> operations = new ArrayList<>(body.operations());
    operations.removeIf(operation -> operation.path().isEmpty());
    if (context.settings().authority()
        && !context
            .permissions()
            .allowsLive(
                repository, edits.item(), edits.schema(), operations, source.certificate())) {
      return;
    }
    if (context.settings().authority()) {
      for (Link link : repository.links()) {
        if (!link.equals(source)) {
          link.show(session, edits.item(), edits.schema(), edits.body());
        }
      }
    } else {
      if (countPlaces(operations) && !body.base().equals(Optional.of(heads(edits.item())))) {
        operations.removeIf(Operation::countsPlaces);
      }
      show(session, edits.item(), edits.schema(), operations);
    }
  }

  private static boolean countPlaces(List<Operation> operations) {
    boolean counts = false;
    for (Operation operation : operations) {
      counts |= operation.countsPlaces();
    }
    return counts;
  }

  /**
   * A mark of the heads of an item: what counts places means something only above the same ones.
   */
  private Octets heads(String item) {
    CborWriter out = new CborWriter();
    repository
        .graph()
        .item(item)
        .ifPresent(graph -> graph.heads().forEach(head -> out.bytes(head.id().hash())));
    return out.sha256().prefix(Body.BASE_BYTES);
  }

  /** Edits made in another version than the one shown here are not shown; their commit may be. */
  private void show(SessionId session, String item, SchemaId made, List<Operation> operations) {
    Document document = repository.items().document(item).orElse(null);
    Optional<Schema> schema =
        repository.items().schema(item).filter(made::equals).flatMap(context.schemas()::find);
    if (document == null || schema.isEmpty() || !fit(context, made, operations)) {
      return;
    }
    long until = context.nowMillis() + FORGOTTEN_MILLIS;
    change(item, document, () -> document.live(session, operations, until));
    context
        .timers()
        .at(until, () -> change(item, document, () -> document.forget(context.nowMillis())));
  }

  /** Whether operations are such as a schema allows that is known here. */
  static boolean fit(Context context, SchemaId made, List<Operation> operations) {
    Optional<Schema> schema = context.schemas().find(made);
    try {
      operations.forEach(operation -> Judge.check(schema.orElseThrow(), operation));
      return schema.isPresent();
    } catch (GoatException.InvalidValue misfit) {
      return false;
    }
  }

  private void change(String item, Document document, Runnable change) {
    ItemState before = document.shown();
    change.run();
    if (!before.equals(document.shown()) && document.equals(repository.items().resident(item))) {
      ItemPath path = new ItemPath(repository.path(), item);
      context.outbox().add(new Notice.Changed(path, Optional.of(before), false));
    }
  }

  /**
   * Somebody here is about to edit fields of an item: what they are set to counts from what is
   * committed and edited here, and is shown.
   */
  void supersede(String item, Predicate<String> field) {
    Document document = repository.items().resident(item);
    if (document != null && document.isLive()) {
      change(item, document, () -> document.supersede(field));
    }
  }

  /** Commits came in, and are about to be shown in the place of their authors' live edits. */
  void committed(List<Node> nodes) {
    for (Node node : nodes) {
      Document document = repository.items().resident(node.header().item());
      if (document != null) {
        document.fulfil(node.header().session());
      }
    }
  }
}
