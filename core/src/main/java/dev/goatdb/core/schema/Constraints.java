package dev.goatdb.core.schema;

import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the constraints of a schema say about an item. */
public final class Constraints {
  private final Schema schema;

  private Constraints(Schema schema) {
    this.schema = schema;
  }

  public static Constraints of(Schema schema) {
    return new Constraints(schema);
  }

  /** Whether a field has one. */
  public boolean concern(String field) {
    FieldDefinition definition = schema.fields().get(field);
    return definition != null && definition.constraint().isPresent();
  }

  /** What is wrong with a field, in words; a field without a value breaks no constraint. */
  public Optional<String> problem(String field, ItemState state) {
    FieldDefinition definition = schema.field(field);
    Optional<Value> value = state.field(field);
    if (definition.constraint().isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    Computed constraint = definition.constraint().get();
    Result result = constraint.evaluate(new Fields(definition, schema, value.get(), state));
    if (result instanceof Result.Given given) {
      boolean holds = given.value().equals(Value.TRUE);
      return holds ? Optional.empty() : Optional.of("does not meet its constraint " + constraint);
    }
    String why = result instanceof Result.Failed failed ? failed.message() : "it asks for an item";
    return Optional.of("cannot be judged by its constraint " + constraint + ": " + why);
  }

  /** Throws {@code InvalidValue} where a field that was changed breaks its constraint. */
  public void require(String field, ItemState state) {
    problem(field, state)
        .ifPresent(wrong -> {
          throw new GoatException.InvalidValue(
              "The field '" + field + "' of '" + schema + "' " + wrong + ".",
              "Give it a value that does.");
        });
  }

  /** The value and the fields by the places of their names. */
  private record Fields(List<String> names, Schema schema, Value value, ItemState state)
      implements Scope {
    Fields(FieldDefinition of, Schema schema, Value value, ItemState state) {
      this(Surroundings.ofConstraint(of, schema.fields().values()).names(), schema, value, state);
    }

    @Override
    public @Nullable Value variable(int place) {
      return place == 0 ? value : schema.shown(state, names.get(place)).orElse(null);
    }

    @Override
    public long nowMillis() {
      return 0;
    }

    @Override
    public Octets random() {
      return Octets.EMPTY;
    }

    @Override
    public Lookup item(String path) {
      return Lookup.ABSENT;
    }
  }
}
