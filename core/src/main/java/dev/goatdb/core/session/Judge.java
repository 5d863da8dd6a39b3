package dev.goatdb.core.session;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.merge.Overlay;
import dev.goatdb.core.schema.Constraints;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The authority's judgement of a commit whose seal is valid and whose parents are admitted.
 *
 * <p>It checks the session, the clock, the limits, the schema and every operation against the
 * schema. It throws the first thing that is wrong; that error becomes the refusal.
 */
public final class Judge {
  private final Schemas schemas;
  private final Limits limits;

  public Judge(Schemas schemas, Limits limits) {
    this.schemas = schemas;
    this.limits = limits;
  }

  public void judge(Commit commit, List<Node> parents, Certificate author, long nowMillis) {
    if (!author.isValidAt(nowMillis)) {
      throw expired(author);
    }
    if (commit.header().kind() != Header.Kind.EDIT || commit.header().original().isPresent()) {
      throw new GoatException.InvalidValue(
          "A commit of " + commit.header().item() + " is of a kind that only the authority writes.",
          "Use the same version of GoatDB on all sides.");
    }
    checkClock(commit, parents, nowMillis);
    Schema schema = schemas.require(commit.header().schema());
    List<Operation> operations = commit.operations();
    if (operations.size() > limits.operations()) {
      throw new GoatException.LimitExceeded(
          "A commit of "
              + commit.header().item()
              + " has more than "
              + limits.operations()
              + " operations.",
          "Split the change.");
    }
    operations.forEach(operation -> check(schema, operation));
    if (parents.isEmpty()) {
      checkComplete(schema, operations);
    }
  }

  /** Throws {@code InvalidValue} unless the schema allows the operation. */
  public static void check(Schema schema, Operation operation) {
    List<String> path = operation.path();
    if (path.isEmpty()) {
      if (!(operation instanceof Operation.Put put && put.value() instanceof Value.Bool)) {
        throw misfit(schema, "the whole item");
      }
      return;
    }
    FieldDefinition field = schema.field(path.get(0));
    FieldType type = at(field.type(), path);
    boolean isPart = path.size() > 1;
    boolean fits =
        switch (operation) {
          case Operation.Put put ->
              (isPart || isRegister(type)) && type != null && type.accepts(put.value());
          case Operation.Remove remove ->
              type != null && (isPart || isRegister(type) && !field.required());
          case Operation.Include include ->
              type instanceof FieldType.SetOf set && set.element().accepts(include.element());
          case Operation.Exclude exclude -> type instanceof FieldType.SetOf;
          case Operation.Increase increase -> type == FieldType.Scalar.COUNTER;
          case Operation.Alter alter -> type == FieldType.Scalar.TEXT;
          case Operation.Arrange arrange ->
              type instanceof FieldType.ListOf list && areAll(list.element(), arrange.change());
        };
    if (!fits) {
      throw misfit(
          schema, "the field '" + field.name() + "', which holds " + field.type().phrase());
    }
  }

  /** What is held where a path leads, from the type of its field; null where it leads nowhere. */
  private static @Nullable FieldType at(FieldType field, List<String> path) {
    FieldType type = field;
    for (int i = 1; i < path.size(); i++) {
      if (!(type instanceof FieldType.MapOf map)) {
        return null;
      }
      type = map.element();
    }
    return type;
  }

  private static boolean areAll(FieldType element, ListChange change) {
    boolean fit = true;
    for (ListChange.Part part : change.parts()) {
      for (ListChange.Entry entry : part.put()) {
        fit &= !(entry instanceof ListChange.Entry.Fresh fresh) || element.accepts(fresh.value());
      }
    }
    return fit;
  }

  private static boolean isRegister(@Nullable FieldType type) {
    return type != null && type.isRegister();
  }

  /**
   * Throws {@code InvalidValue} where a field that the operations touch breaks its constraint
   * afterwards; what others did to other fields is not the author's fault.
   *
   * @param before the item as the author saw it, asked for only where there is a constraint
   */
  public static void checkConstraints(
      Schema schema, Supplier<ItemState> before, List<Operation> operations) {
    Constraints constraints = Constraints.of(schema);
    Set<String> touched = new TreeSet<>();
    for (Operation operation : operations) {
      if (!operation.path().isEmpty() && constraints.concern(operation.path().get(0))) {
        touched.add(operation.path().get(0));
      }
    }
    if (!touched.isEmpty()) {
      ItemState after = Overlay.after(before.get(), operations);
      touched.forEach(field -> constraints.require(field, after));
    }
  }

  private void checkClock(Commit commit, List<Node> parents, long nowMillis) {
    long receipted = 0;
    for (Node parent : parents) {
      receipted = parent.isReceipted() ? Math.max(receipted, parent.header().clock()) : receipted;
    }
    long latest = Math.max(Hlc.ofMillis(nowMillis + limits.clockAheadMillis()), receipted + 1);
    if (commit.header().clock() > latest) {
      throw new GoatException.Denied(
          "The clock of the author of "
              + commit.header().item()
              + " is ahead by more than "
              + limits.clockAheadMillis() / 1000
              + " seconds.",
          "Set the clock of that device.");
    }
  }

  /** A new item must have a value for every required field. */
  private static void checkComplete(Schema schema, List<Operation> operations) {
    for (FieldDefinition field : schema.fields().values()) {
      boolean needed = field.needsValue() && field.fallback().isEmpty();
      if (needed && !isWritten(field, operations)) {
        throw missing(schema, field);
      }
    }
  }

  private static boolean isWritten(FieldDefinition field, List<Operation> operations) {
    for (Operation operation : operations) {
      List<String> path = operation.path();
      if (!path.isEmpty() && path.get(0).equals(field.name())) {
        return true;
      }
    }
    return false;
  }

  /** The error for a session whose certificate is not valid any more. */
  public static GoatException expired(Certificate author) {
    return new GoatException.Denied(
        "The certificate of the session " + author.session() + " has expired.",
        "Connect again to renew it.");
  }

  /** The error for a required field without a value. */
  public static GoatException missing(Schema schema, FieldDefinition field) {
    return new GoatException.InvalidValue(
        "The field '" + field.name() + "' of '" + schema + "' is required and has no value.",
        "Give it " + field.type().phrase() + ".");
  }

  private static GoatException misfit(Schema schema, String place) {
    return new GoatException.InvalidValue(
        "An operation does not fit " + place + " in '" + schema + "'.",
        "Give it what it holds. Where another peer made this, use the same version of the schema and of"
            + " GoatDB on all sides.");
  }
}
