package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a version that its upgrade computes of those of the version before. */
final class Derivation {
  private final Schema next;
  private final @Nullable Schema before;
  private final Origin origin;

  Derivation(View view, Schema next, Origin origin) {
    this.next = next;
    this.before = view.schema(next.version() - 1);
    this.origin = origin;
  }

  boolean isEmpty() {
    return next.upgrade().set().isEmpty();
  }

  /** What a field is computed to; a failure says why. */
  Result compute(String field, ItemState old) {
    Computed expression = Objects.requireNonNull(next.upgrade().set().get(field));
    FieldDefinition definition = next.field(field);
    Result result = expression.evaluate(new Old(shown(old), origin, next.version(), field));
    if (result instanceof Result.Given given) {
      Value value = definition.type().settle(given.value());
      return definition.type().accepts(value)
          ? new Result.Given(value)
          : new Result.Failed("misfit", "it does not give " + definition.type().phrase(), 1, 1);
    }
    return result;
  }

  /** All that the version before shows, also what is empty. */
  private Value.Dict shown(ItemState old) {
    DictDraft shown = new DictDraft(old.fields());
    if (before != null) {
      for (String field : before.fields().keySet()) {
        before.shown(old, field).ifPresent(value -> shown.put(field, value));
      }
    }
    return shown.dict();
  }

  /** The fields that cannot be computed, and why, in words. */
  Map<String, String> failures(ItemState old) {
    Map<String, String> failures = new TreeMap<>();
    for (String field : next.upgrade().set().keySet()) {
      if (compute(field, old) instanceof Result.Failed failed) {
        failures.put(
            field,
            "could not be computed of version " + (next.version() - 1) + ": " + failed.message());
      }
    }
    return failures;
  }

  /** The value of a field, or its default where it cannot be computed. */
  Optional<Value> value(String field, ItemState old) {
    return compute(field, old) instanceof Result.Given given
        ? Optional.of(given.value())
        : next.field(field).fallback();
  }

  /**
   * Changes, lifted already, in which the last that touched what a field is computed of writes the
   * field anew.
   *
   * @param before the same changes in the names of the version before
   * @param old what they led to
   */
  List<Change> written(List<Change> lifted, List<Change> before, ItemState old) {
    List<Change> written = new ArrayList<>(lifted);
    for (String field : next.upgrade().set().keySet()) {
      int last = lastToTouch(field, before);
      if (last >= 0) {
        Change change = written.get(last);
        List<Operation> operations = new ArrayList<>(change.operations());
        List<String> path = List.of(field);
        operations.add(
            value(field, old)
                .<Operation>map(value -> new Operation.Put(path, value))
                .orElseGet(() -> new Operation.Remove(path)));
        written.set(last, new Change(change.by(), operations));
      }
    }
    return written;
  }

  private int lastToTouch(String field, List<Change> before) {
    for (int i = before.size() - 1; i >= 0; i--) {
      for (Operation operation : before.get(i).operations()) {
        List<String> path = operation.path();
        if (!path.isEmpty() && next.upgrade().mentions(field, path.get(0))) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The scope of an upgrade: one variable, and nothing that differs between peers. */
  private record Old(Value.Dict fields, Origin origin, int version, String field) implements Scope {
    @Override
    public @Nullable Value variable(int place) {
      return place == 0 ? fields : null;
    }

    @Override
    public long nowMillis() {
      return origin.createdMillis();
    }

    @Override
    public Octets random() {
      return origin.random(version, field);
    }

    @Override
    public Lookup item(String path) {
      return Lookup.ABSENT;
    }
  }
}
