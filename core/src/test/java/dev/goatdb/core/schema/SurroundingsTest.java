package dev.goatdb.core.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What constraints and upgrades see, and in which place of their scope. */
class SurroundingsTest {
  private static final FieldDefinition TITLE = FieldDefinition.of("title", FieldType.Scalar.STRING);
  private static final FieldDefinition PRICE = FieldDefinition.of("price", FieldType.Scalar.NUMBER);
  private static final FieldDefinition TAGS =
      FieldDefinition.of("tags", new FieldType.SetOf(FieldType.Scalar.STRING));

  /** Variables by place. */
  private record Places(Map<Integer, Value> values) implements Scope {
    @Override
    public Value variable(int place) {
      return values.getOrDefault(place, Value.NULL);
    }

    @Override
    public long nowMillis() {
      return 5000;
    }

    @Override
    public Octets random() {
      return Octets.wrap(new byte[16]);
    }

    @Override
    public Lookup item(String path) {
      throw new AssertionError("nothing of a definition asks for items");
    }
  }

  private static FieldDefinition constrained(FieldDefinition field, String constraint) {
    return field.withConstraint(ParsedExpression.parse(constraint));
  }

  /** Judges values of fields by the constraint of one of them. */
  private static Result judge(Schema schema, String field, Map<String, Value> values) {
    FieldDefinition of = schema.field(field);
    List<String> names = Surroundings.ofConstraint(of, schema.fields().values()).names();
    Map<Integer, Value> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Value value = values.get(i == 0 ? field : names.get(i));
      if (value != null) {
        places.put(i, value);
      }
    }
    return of.constraint().orElseThrow().evaluate(new Places(places));
  }

  @Test
  void aConstraintSeesItsValueAndAllFieldsInTheOrderOfNames() {
    Schema schema =
        Schema.of(
            "a", 1, List.of(TITLE, constrained(PRICE, "value / 2.0 > 1.0 && tags == ['x']"), TAGS));
    assertEquals(
        List.of("value", "price", "tags", "title"),
        Surroundings.ofConstraint(PRICE, schema.fields().values()).names());
    Value tags = Value.setOf(List.of(Value.of("x")));
    Map<String, Value> good = Map.of("price", Value.of(3L), "tags", tags);
    assertEquals(new Result.Given(Value.TRUE), judge(schema, "price", good));
    assertEquals(
        new Result.Given(Value.FALSE),
        judge(schema, "price", Map.of("price", Value.of(2L), "tags", tags)));
  }

  @Test
  void aFieldThatIsCalledValueIsHiddenInConstraints() {
    FieldDefinition value = FieldDefinition.of("value", FieldType.Scalar.INTEGER);
    Schema schema = Schema.of("a", 1, List.of(value, constrained(TITLE, "value == 'x'")));
    assertEquals(
        new Result.Given(Value.TRUE),
        judge(schema, "title", Map.of("value", Value.of(1L), "title", Value.of("x"))));
  }

  @Test
  void aConstraintIsCheckedByItsSchema() {
    refused(
        "'titel' is not known",
        () -> Schema.of("a", 1, List.of(TITLE, constrained(PRICE, "titel == ''"))));
    refused(
        "gives double, not true or false",
        () -> Schema.of("a", 1, List.of(constrained(PRICE, "value + 1.0"))));
    refused(
        "function 'newId' is not allowed here",
        () -> Schema.of("a", 1, List.of(constrained(TITLE, "value != newId()"))));
  }

  @Test
  void anUpgradeSeesOldFieldsByTheirTypes() {
    Schema before = Schema.of("a", 1, List.of(TITLE, PRICE));
    Schema after =
        Schema.of("a", 2, List.of(FieldDefinition.of("half", FieldType.Scalar.NUMBER)))
            .upgradedBy(set("half", "old.title == null ? old.price / 2.0 : double(old.title)"));
    Schema bound = Schemas.of(List.of(after, before)).newest("a");
    assertEquals(after, bound);
    Computed half = bound.upgrade().set().get("half");
    Value old = Value.dictOf(Map.of("price", Value.of(3L)));
    assertEquals(new Result.Given(Value.of(1.5)), half.evaluate(new Places(Map.of(0, old))));
  }

  @Test
  void versionsThatDoNotFitAreRefusedWhenAllAreThere() {
    Schema before = Schema.of("a", 1, List.of(TITLE));
    Schema other = Schema.of("a", 2, List.of(FieldDefinition.of("title", FieldType.Scalar.NUMBER)));
    Schema third = Schema.of("a", 3, List.of(TITLE)).upgradedBy(set("title", "'x'"));
    refused("turns a string into a number", () -> Schemas.of(List.of(other, before)));
    refused("the version before is not here", () -> Schemas.of(List.of(before, third)));
    refused("no version before", () -> before.upgradedBy(set("title", "'x'")));
    refused("is not the version before", () -> third.after(before));
    assertEquals(2, Schemas.of(List.of(before, Schema.of("a", 3, List.of(PRICE)))).all().size());
  }

  @Test
  void theDigestIsOfAllThatIsSaid() {
    Schema plain = Schema.of("a", 2, List.of(PRICE));
    Set<SchemaId> ids =
        Set.of(
            plain.id(),
            Schema.of("a", 2, List.of(constrained(PRICE, "value > 0.0"))).id(),
            Schema.of("a", 2, List.of(PRICE.withMerge(MergePolicy.MAXIMUM))).id(),
            plain.upgradedBy(set("price", "1.0")).id(),
            plain.upgradedBy(new Upgrade(Map.of("x", "price"), Set.of(), Map.of(), Set.of())).id(),
            plain.upgradedBy(new Upgrade(Map.of(), Set.of("x"), Map.of(), Set.of())).id());
    assertEquals(6, ids.size());
    assertEquals(plain.id(), plain.upgradedBy(Upgrade.NONE).id());
  }

  @Test
  void aMapThatReadsAsAnExpressionIsNoDefault() {
    FieldDefinition map = FieldDefinition.of("m", new FieldType.MapOf(FieldType.Scalar.STRING));
    Value literal = Value.dictOf(Map.of("expr", Value.of("x")));
    refused("would be read as an expression", () -> map.withFallback(literal));
    FieldDefinition bytes = FieldDefinition.of("m", new FieldType.MapOf(FieldType.Scalar.BYTES));
    Value spelled = Value.dictOf(Map.of("expr", Value.of(Octets.EMPTY)));
    refused("would be read as an expression", () -> bytes.withFallback(spelled));
  }

  @Test
  void ofListsThatAnExpressionGivesSetsAreMadeAtAnyDepth() {
    FieldType type = new FieldType.MapOf(new FieldType.SetOf(FieldType.Scalar.STRING));
    FieldDefinition field =
        FieldDefinition.of("m", type)
            .withComputed(ParsedExpression.parse("{'k': ['b', 'a', 'b'], 'none': []}"));
    Value set = Value.setOf(List.of(Value.of("a"), Value.of("b")));
    assertEquals(
        Value.dictOf(Map.of("k", set, "none", Value.EMPTY_SET)),
        field.compute(new Places(Map.of())));
    refused(
        "gives map(string, list(int)), not a map of sets of string",
        () -> field.withComputed(ParsedExpression.parse("{'k': [1]}")));
  }

  @Test
  void whatASetHoldsIsNoCounterAndNotTooDeep() {
    refused("cannot hold counters", () -> new FieldType.MapOf(FieldType.Scalar.COUNTER));
    FieldType deepest = FieldType.Scalar.BOOLEAN;
    for (int level = 0; level < FieldType.MOST_LEVELS; level++) {
      deepest = level % 2 == 0 ? new FieldType.SetOf(deepest) : new FieldType.MapOf(deepest);
    }
    assertEquals("a map of sets of maps of sets of boolean", deepest.phrase());
    FieldType type = deepest;
    refused("nest deeper than 4", () -> new FieldType.SetOf(type));
  }

  private static Upgrade set(String field, String source) {
    return new Upgrade(Map.of(), Set.of(), Map.of(field, ParsedExpression.parse(source)), Set.of());
  }

  private static void refused(String reason, org.junit.jupiter.api.function.Executable what) {
    var error = assertThrows(GoatException.InvalidDefinition.class, what);
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }
}
