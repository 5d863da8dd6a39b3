package dev.goatdb.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.schema.file.JsonReader;
import dev.goatdb.core.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The contract of stores, as the file {@code contract/stores.json} says it.
 *
 * @param abilities what some stores can and others cannot, by name
 * @param stores the stores by name
 * @param cases what stores do
 * @param walks how many random walks each store takes, from the seeds 0, 1 and so on
 * @param calls how many changes or looks a walk has
 * @param beginning the first changes of the walk from seed 1 of a store that can do all that lasts
 */
public record Contract(
    Set<String> abilities,
    Map<String, Profile> stores,
    List<Case> cases,
    int walks,
    int calls,
    List<Step> beginning) {

  /** What a store can, and how many cases it passes. */
  public record Profile(Set<String> can, int cases) {}

  /** Steps from an empty store on, for stores that have some abilities. */
  public record Case(String name, Set<String> needs, List<Step> steps) {}

  /** Reads the file. */
  public static Contract read() {
    Map<String, Value> file = entries(JsonReader.parse(text()));
    Map<String, Value> walks = entries(file.get("walks"));
    return new Contract(
        entries(file.get("abilities")).keySet(),
        entries(file.get("stores")).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, store -> profile(store.getValue()))),
        items(file.get("cases")).map(Contract::parseCase).toList(),
        number(walks.get("seeds")),
        number(walks.get("calls")),
        items(walks.get("seed 1 begins")).map(Step::parse).toList());
  }

  /**
   * A test for each case that a store of this name can pass, and one for each walk.
   *
   * @param empty makes a store that is empty
   */
  public static List<DynamicTest> tests(String store, Supplier<? extends TestedStore> empty) {
    Contract contract = read();
    Profile profile = contract.stores().get(store);
    List<Case> cases = contract.casesOf(profile.can());
    assertEquals(profile.cases(), cases.size(), "so many cases are written for " + store);
    List<DynamicTest> tests = new ArrayList<>();
    cases.forEach(one -> tests.add(test(one, empty)));
    for (int seed = 0; seed < contract.walks(); seed++) {
      List<Step> walk = new Walk(seed, profile.can()).steps(contract.calls());
      tests.add(test(new Case("a walk from seed " + seed, Set.of(), walk), empty));
    }
    return tests;
  }

  private static DynamicTest test(Case one, Supplier<? extends TestedStore> empty) {
    return DynamicTest.dynamicTest(one.name(), () -> Trial.run(empty.get(), one));
  }

  /** The cases for stores that can do this. */
  List<Case> casesOf(Set<String> can) {
    return cases.stream().filter(one -> can.containsAll(one.needs())).toList();
  }

  private static String text() {
    try (InputStream file = Contract.class.getResourceAsStream("/contract/stores.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Case parseCase(Value written) {
    Map<String, Value> parts = entries(written);
    return new Case(
        string(parts.get("name")),
        strings(parts.get("needs")),
        items(parts.get("steps")).map(Step::parse).toList());
  }

  private static Profile profile(Value written) {
    return new Profile(strings(entries(written).get("can")), number(entries(written).get("cases")));
  }

  private static Map<String, Value> entries(Value dict) {
    return ((Value.Dict) dict).entries();
  }

  private static Stream<Value> items(Value array) {
    return ((Value.Array) array).items().stream();
  }

  private static Set<String> strings(Value array) {
    return items(array).map(Contract::string).collect(Collectors.toSet());
  }

  private static String string(Value string) {
    return ((Value.Str) string).value();
  }

  private static int number(Value number) {
    return (int) ((Value.Int) number).value();
  }
}
