package dev.goatdb.core;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.merge.Difference;
import dev.goatdb.core.merge.Moving;
import dev.goatdb.core.merge.Overlay;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.session.Judge;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What callers ask for, checked against the schema and turned into operations on what is shown. */
final class Editing {
  private Editing() {}

  /**
   * The operations that create an item: not deleted, the given values, and computed defaults for
   * the rest.
   *
   * <p>On a deleted item every field that is not given is cleared. Throws {@code InvalidValue}
   * where the item exists, a value does not fit or a required field has none.
   */
  static List<Operation> create(
      Context context,
      Repository repository,
      ItemPath path,
      Schema schema,
      Map<String, Value> values) {
    requireNewest(context, schema);
    repository.live().supersede(path.item(), field -> true);
    Optional<ItemState> existing = repository.items().document(path.item()).map(Document::shown);
    if (existing.filter(state -> !state.deleted()).isPresent()) {
      throw new GoatException.InvalidValue(
          "The item " + path + " exists already.", "Change it, or choose another name.");
    }
    values.forEach(schema::check);
    ItemState before = existing.orElseGet(() -> new ItemState(false, schema.defaults()));
    List<Operation> operations = new ArrayList<>(2 * schema.fields().size());
    operations.add(new Operation.Put(Operation.DELETED, Value.FALSE));
    for (FieldDefinition field : schema.fields().values()) {
      Optional<Value> after =
          Optional.ofNullable(values.get(field.name())).or(() -> initial(context, schema, field));
      if (after.isEmpty() && field.needsValue()) {
        throw Judge.missing(schema, field);
      }
      operations.addAll(Difference.of(field, before.field(field.name()), after));
    }
    checkConstraints(context, schema, before, operations);
    return checkSize(context, path, operations);
  }

  /** Items are shown in the newest version, and so they are made in it. */
  private static void requireNewest(Context context, Schema schema) {
    Schema newest = context.schemas().newest(schema.namespace());
    if (newest.version() > schema.version()) {
      throw new GoatException.InvalidValue(
          "The schema '" + schema + "' is older than '" + newest + "', which is known here.",
          "Create items by the newest version.");
    }
  }

  static List<Operation> set(
      Context context, Repository repository, ItemPath path, String name, Optional<Value> value) {
    ItemState seen = require(repository, path);
    repository.live().supersede(path.item(), name::equals);
    ItemState shown = require(repository, path);
    Schema schema = schema(context, repository, path);
    FieldDefinition field = schema.field(name);
    value.ifPresent(given -> schema.check(name, given));
    if (value.isEmpty() && field.required()) {
      throw Judge.missing(schema, field);
    }
    boolean counts =
        field.type() == FieldType.Scalar.TEXT || field.type() instanceof FieldType.ListOf;
    List<Operation> operations = Difference.of(field, (counts ? seen : shown).field(name), value);
    return checked(
        context, path, schema, shown, counts ? moved(operations, seen, shown) : operations);
  }

  /**
   * A change of a text or list that somebody had before them: it may be older than what is shown,
   * or show what others are about to commit.
   */
  static List<Operation> change(
      Context context, Repository repository, ItemPath path, Value seen, Operation operation) {
    String name = operation.path().get(0);
    repository.live().supersede(path.item(), name::equals);
    ItemState shown = require(repository, path);
    ItemState before = shown.with(name, Optional.of(seen));
    Schema schema = schema(context, repository, path);
    Operation bounded = Overlay.bounded(operation, before);
    Judge.check(schema, bounded);
    return checked(context, path, schema, shown, moved(List.of(bounded), before, shown));
  }

  private static List<Operation> moved(List<Operation> changes, ItemState seen, ItemState shown) {
    return new Moving(seen, shown).all(changes);
  }

  private static List<Operation> checked(
      Context context, ItemPath path, Schema schema, ItemState before, List<Operation> operations) {
    checkConstraints(context, schema, before, operations);
    return checkSize(context, path, operations);
  }

  /**
   * The operation itself, or what it changes within an entry that is written as a whole; nothing
   * where it changes nothing that is shown.
   */
  static List<Operation> check(
      Context context, Repository repository, ItemPath path, Operation operation) {
    repository.live().supersede(path.item(), Overlay.fields(List.of(operation))::contains);
    ItemState shown = require(repository, path);
    Schema schema = schema(context, repository, path);
    Judge.check(schema, operation);
    checkConstraints(context, schema, shown, List.of(operation));
    List<Operation> operations =
        !Overlay.changes(shown, operation)
            ? List.of()
            : operation instanceof Operation.Put put
                ? Difference.of(shown, put)
                : List.of(operation);
    return checkSize(context, path, operations);
  }

  /** Edits that are made together are judged when all are made. */
  private static void checkConstraints(
      Context context, Schema schema, ItemState before, List<Operation> operations) {
    if (!context.atomic().isOpen()) {
      Judge.checkConstraints(schema, () -> before, operations);
    }
  }

  /** What is shown of an item that must exist before it can be changed. */
  static ItemState require(Repository repository, ItemPath path) {
    return repository
        .items()
        .document(path.item())
        .map(Document::shown)
        .orElseThrow(() -> unknown(path));
  }

  static GoatException unknown(ItemPath path) {
    return new GoatException.NotFound("The item " + path + " does not exist.", "Create it first.");
  }

  /** Throws {@code LimitExceeded} where one change is more than half of what a commit may hold. */
  static List<Operation> checkSize(Context context, ItemPath path, List<Operation> operations) {
    CborWriter out = context.scratch();
    operations.forEach(operation -> operation.write(out));
    int most = context.limits().bodyBytes() / 2;
    if (out.size() > most || operations.size() > context.limits().operations() / 2) {
      throw new GoatException.LimitExceeded(
          "A change of '"
              + path
              + "' takes "
              + out.size()
              + " bytes in "
              + operations.size()
              + " operations, more than "
              + most
              + " or "
              + context.limits().operations() / 2
              + ".",
          "Split it, or store large content elsewhere and keep a link.");
    }
    return operations;
  }

  private static Schema schema(Context context, Repository repository, ItemPath path) {
    return context.schemas().require(repository.items().schema(path.item()).orElseThrow());
  }

  /** What a field has for which its creator gives nothing. */
  private static Optional<Value> initial(Context context, Schema schema, FieldDefinition field) {
    return field.computed().isPresent()
        ? Optional.of(field.compute(new CreatorScope(context)))
        : Optional.ofNullable(schema.defaults().entries().get(field.name()));
  }
}
