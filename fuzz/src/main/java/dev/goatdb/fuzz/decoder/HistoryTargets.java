package dev.goatdb.fuzz.decoder;

import static dev.goatdb.fuzz.decoder.Target.require;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.merge.Replay;
import dev.goatdb.core.merge.Views;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.schema.file.GoatFile;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Merging: any history of well-formed commits has one value. */
final class HistoryTargets {
  private static final int MOST_COMMITS = 24;

  /** Fields of every policy; operations may fit them or not. */
  private static final Schemas SCHEMAS =
      GoatFile.parse(
              """
              {"schemas": {"task": [
                {"version": 1, "fields": {
                  "a0": {"type": "string", "default": "?"}, "a1": {"type": "string"},
                  "n": {"type": "counter"},
                  "set": {"type": "set", "of": "integer", "merge": "removals-win"},
                  "map": {"type": "map", "of": "integer"},
                  "best": {"type": "integer", "merge": "maximum"}}},
                {"version": 2, "fields": {
                  "b0": {"type": "string"}, "a1": {"type": "integer", "merge": "minimum"},
                  "n": {"type": "counter"}, "set": {"type": "set", "of": "integer"},
                  "map": {"type": "map", "of": "integer"},
                  "best": {"type": "integer", "merge": "maximum"}},
                 "upgrade": {"rename": {"a0": "b0"}, "drop": ["a1"],
                             "set": {"a1": "has(old.a1) && old.a1 != null ? size(old.a1) : 0"}}}]}}
              """)
          .schemas();

  private HistoryTargets() {}

  static List<Target<?>> all() {
    return List.of(
        Target.of(
                "merge",
                Set.of("corrupted"),
                HistoryTargets::history,
                (commits, bytes) -> check(commits),
                HistoryTargets::seeds)
            .within(2_000, 4 << 20));
  }

  /**
   * Commits of an item: parts whose kind says which of those before are its parents and which
   * version of the schema it is of, and whose bytes are operations.
   */
  private static List<Commit> history(Octets bytes) {
    List<Commit> commits = new ArrayList<>();
    for (Shapes.Part part : Shapes.parts(bytes)) {
      if (commits.size() < MOST_COMMITS) {
        commits.add(commit(part, commits));
      }
    }
    return commits;
  }

  private static Commit commit(Shapes.Part part, List<Commit> before) {
    List<Commit> parents = new ArrayList<>();
    int version = 1 + (part.kind() >> 7);
    for (int back = 1; back <= 6 && back <= before.size(); back++) {
      if ((part.kind() >> back - 1 & 1) == 1) {
        Commit parent = before.get(before.size() - back);
        parents.add(parent);
        version = Math.max(version, parent.header().schema().version());
      }
    }
    List<Operation> operations = operations(part.bytes());
    Header draft =
        Commits.of(
                SCHEMAS.all().stream().toList().get(version - 1).id(),
                "milk",
                parents,
                0,
                clock(parents) + 1 + (part.kind() >> 6 & 1),
                Octets.wrap(new byte[Body.SALT_BYTES]),
                operations)
            .header();
    Optional<Octets> base =
        parents.size() > 1 ? Optional.of(Octets.wrap(new byte[Body.BASE_BYTES])) : Optional.empty();
    byte[] salt = new byte[Body.SALT_BYTES];
    salt[0] = (byte) before.size();
    return Commit.author(draft, Body.of(Octets.wrap(salt), base, operations));
  }

  private static long clock(List<Commit> parents) {
    return parents.stream().mapToLong(parent -> parent.header().clock()).max().orElse(0);
  }

  private static List<Operation> operations(Octets bytes) {
    CborReader in = new CborReader(bytes);
    Octets body =
        new CborWriter()
            .array(3)
            .bytes(Octets.wrap(new byte[Body.SALT_BYTES]))
            .nil()
            .raw(bytes)
            .octets();
    return in.array() == 0 ? List.of() : Body.decode(body).operations();
  }

  /** In any order of arrival, and under any schemas, it has one value. */
  private static void check(List<Commit> commits) {
    if (commits.isEmpty()) {
      return;
    }
    for (Schemas schemas : List.of(SCHEMAS, new Schemas())) {
      Value.Dict value = value(commits, schemas, 1);
      require(value.equals(value(commits, schemas, 2)), "the value depends on the order");
    }
  }

  private static Value.Dict value(List<Commit> commits, Schemas schemas, int seed) {
    Chance chance = new Chance(seed);
    Graph graph = Histories.admitted(chance.shuffled(commits), chance);
    ItemGraph item = graph.resident().iterator().next();
    try {
      return new Replay(new Views(schemas)::of).value(item.heads()).fields();
    } catch (GoatException refused) {
      throw new Target.Broken("merging fails: " + refused);
    }
  }

  private static List<Octets> seeds() {
    List<Octets> seeds =
        new ArrayList<>(
            Seeds.random(
                20,
                chance -> {
                  List<Shapes.Part> parts = new ArrayList<>();
                  for (int i = chance.below(12); i >= 0; i--) {
                    Octets body =
                        Body.of(
                                Octets.wrap(new byte[Body.SALT_BYTES]),
                                Optional.empty(),
                                Histories.operations(chance))
                            .encode();
                    // Behind the head, the salt and the missing base stand the operations.
                    parts.add(new Shapes.Part(chance.below(256), body.from(19)));
                  }
                  return Shapes.joined(parts);
                }));
    return seeds;
  }
}
