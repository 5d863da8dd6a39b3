package dev.goatdb.core.golden;

import static dev.goatdb.core.golden.Inputs.bytes;
import static dev.goatdb.core.golden.Inputs.hex;
import static dev.goatdb.core.golden.Inputs.value;
import static dev.goatdb.core.golden.Inputs.with;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The inputs of the vectors of kinds {@code commits} and {@code packs}. */
final class CommitInputs {
  private static final List<Object> PUT = List.of(0, List.of("text"), "Hello, goat");
  private static final List<Object> NOT_DELETED = List.of(0, List.of(), false);
  private static final Map<String, Object> SIMPLE =
      Map.of(
          "organisation", bytes(32, 0x0a),
          "session", bytes(16, 0x5e),
          "salt", bytes(16, 0x77),
          "operations", List.of(PUT, NOT_DELETED));

  private CommitInputs() {}

  static Inputs commits() {
    Inputs inputs = new Inputs().add("simple", SIMPLE).add("all-defaults", Map.of());
    headers(inputs);
    bodies(inputs);
    malformed(inputs);
    return inputs;
  }

  private static void headers(Inputs inputs) {
    List<Object> parents = List.of(bytes(32, 9), bytes(32, 1), bytes(32, 0xff));
    inputs
        .add("other-repository", with(SIMPLE, "repository", "/user/ada"))
        .add("unicode-item", with(SIMPLE, "item", "🐐 Käse"))
        .add("random-item", with(SIMPLE, "item", "abcdefghijklmnopqrstuvwxy4"))
        .add("almost-random-item", with(SIMPLE, "item", "abcdefghijklmnopqrstuvwxyz"))
        .add("item-without-a-name", with(SIMPLE, "item", ""))
        .add("item-with-a-slash", with(SIMPLE, "item", "a/b"))
        .add("item-called-dots", with(SIMPLE, "item", ".."))
        .add("one-parent", with(SIMPLE, "parents", List.of(bytes(32, 3))))
        .add("parents-are-sorted", with(SIMPLE, "parents", parents))
        .add("generation", with(SIMPLE, "generation", 1_000_000))
        .add("clock-zero", with(SIMPLE, "clock", 0))
        .add("clock", with(SIMPLE, "clock", 1_700_000_000_000L << 16 | 7))
        .add("clock-highest", with(SIMPLE, "clock", Long.MAX_VALUE))
        .add("schema", with(with(SIMPLE, "namespace", "board"), "version", 12))
        .add("schema-digest", with(SIMPLE, "digest", hex("0123456789abcdef")))
        .add("merge", with(SIMPLE, "kind", 1))
        .add("re-authored", with(SIMPLE, "original", bytes(32, 0x0d)))
        .add(
            "sixteen-parents",
            with(
                SIMPLE,
                "parents",
                Collections.nCopies(16, 0).stream().map(i -> (Object) Octets.EMPTY).toList()));
    List<Object> sixteen = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      sixteen.add(bytes(32, 17 - i));
    }
    inputs
        .add("sixteen-sorted-parents", with(SIMPLE, "parents", sixteen.subList(0, 16)))
        .add("too-many-parents", with(SIMPLE, "parents", sixteen))
        .add("a-parent-twice", with(SIMPLE, "parents", List.of(bytes(32, 1), bytes(32, 1))))
        .add("negative-clock", with(SIMPLE, "clock", -1))
        .add("generation-zero", with(SIMPLE, "generation", 0));
  }

  private static void bodies(Inputs inputs) {
    List<Object> map = List.of("marks", "🐐");
    inputs
        .add("no-operations", with(SIMPLE, "operations", List.of()))
        .add("base", with(SIMPLE, "base", hex("ffeeddccbbaa9988")))
        .add(
            "operations-are-sorted",
            with(
                SIMPLE,
                "operations",
                List.of(
                    List.of(4, List.of("votes"), -3),
                    List.of(2, List.of("tags"), "red"),
                    List.of(3, List.of("tags"), "blue"),
                    List.of(1, List.of("note")),
                    List.of(0, map, 7),
                    List.of(1, List.of("marks", "a")),
                    NOT_DELETED)))
        .add(
            "the-last-operation-of-a-place-counts",
            with(SIMPLE, "operations", List.of(PUT, List.of(1, List.of("text")))))
        .add(
            "elements-are-places",
            with(
                SIMPLE,
                "operations",
                List.of(
                    List.of(2, List.of("tags"), 2),
                    List.of(2, List.of("tags"), 1),
                    List.of(3, List.of("tags"), 2))))
        .add("text-10k", with(SIMPLE, "operations", List.of(List.of(0, List.of("t"), long10k()))));
  }

  private static String long10k() {
    return "0123456789".repeat(1_000);
  }

  private static void malformed(Inputs inputs) {
    String salt = "50" + "00".repeat(16);
    String[] bodies = {
      "83" + salt + "f680",
      "83" + salt + "480102030405060708" + "80",
      "83" + salt + "f6 82 83 00 80 f4 83 00 81 61 61 01",
      "83" + salt + "f6 82 83 00 81 61 61 01 83 00 80 f4",
      "83" + salt + "f6 82 83 00 80 f4 83 00 80 f5",
      "83" + salt + "f6 81 83 05 80 f4",
      "83" + salt + "f6 81 82 00 80",
      "83" + salt + "f6 81 83 01 80 f4",
      "83" + salt + "f6 81 83 00 86 61 61 61 62 61 63 61 64 61 65 61 66 01",
      "83" + salt + "f6 81 83 04 81 61 61 61 62",
      "83" + salt + "f6 99 1001" + "83 00 80 f4",
      "83" + salt + "47 01020304050607 80",
      "83 4f" + "00".repeat(15) + "f6 80",
      "82" + salt + "f6",
      "83" + salt + "f680 00",
      ""
    };
    for (int i = 0; i < bodies.length; i++) {
      inputs.add("body" + i, Map.of("body", hex(bodies[i])));
    }
    byte[] simple = Canonical.encode(value(SIMPLE)).array();
    Octets good = Octets.wrap(stored(Golden.run("commits", simple)));
    Map<String, Object> read =
        Map.of(
            "organisation",
            bytes(32, 0x0a),
            "session",
            bytes(16, 0x5e),
            "stored",
            good,
            "repository",
            "/data/todos");
    inputs
        .add("stored", read)
        .add("stored-cut", with(read, "stored", good.prefix(good.size() - 1)))
        .add("stored-longer", with(read, "stored", good.prefix(good.size() + 1)))
        .add("stored-in-another-repository", with(read, "repository", "/data/other"));
  }

  /** The fourth of the byte strings that a vector of kind commits gives. */
  static byte[] stored(byte[] output) {
    var array = Recipe.list(Canonical.decode(output));
    return ((Value.Bytes) array.get(3)).value().array();
  }

  static Inputs packs() {
    Inputs inputs = new Inputs();
    for (int size : new int[] {1, 2, 3, 4, 5, 7, 8, 13, 33}) {
      inputs.add("commits" + size, pack(size));
    }
    int[][] kept = {
      {}, {0}, {1}, {2}, {3}, {4}, {0, 4}, {0, 1}, {2, 3}, {1, 2, 3}, {0, 1, 2, 3, 4}
    };
    for (int[] keep : kept) {
      List<Integer> indices = Arrays.stream(keep).boxed().toList();
      String name = "keep" + indices.stream().map(i -> "-" + i).reduce("", String::concat);
      inputs.add(name, with(pack(5), "keep", indices));
    }
    inputs.add("keep-one-of-33", with(pack(33), "keep", List.of(20)));
    inputs.add("keep-some-of-33", with(pack(33), "keep", List.of(0, 3, 15, 16, 32)));
    chains(inputs);
    malformedPacks(inputs);
    return inputs;
  }

  private static Map<String, Object> pack(int size) {
    List<Object> commits = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      commits.add(
          Map.of(
              "item",
              "item " + i,
              "clock",
              65_536 + i,
              "salt",
              bytes(16, i),
              "operations",
              List.of(List.of(0, List.of("n"), i))));
    }
    return Map.of(
        "organisation",
        bytes(32, 0x0a),
        "session",
        bytes(16, 0x5e),
        "incarnation",
        bytes(8, 0x1c),
        "sequence",
        size,
        "signature",
        bytes(64, 0x51),
        "commits",
        commits);
  }

  private static void chains(Inputs inputs) {
    Map<String, Object> first = Map.of("salt", bytes(16, 1), "clock", 1);
    Map<String, Object> second =
        Map.of("parents", List.of(0), "clock", 2, "generation", 2, "version", 2);
    Map<String, Object> third =
        Map.of("parents", List.of(1, bytes(32, 0xfe), 0), "clock", 3, "generation", 3);
    Map<String, Object> chain = with(pack(1), "commits", List.of(first, second, third));
    inputs
        .add("parents-in-the-pack", chain)
        .add("parents-left-out", with(chain, "keep", List.of(2)))
        .add("the-child-left-out", with(chain, "keep", List.of(0, 1)))
        .add("a-schema-left-out", with(chain, "keep", List.of(0, 2)));
  }

  private static void malformedPacks(Inputs inputs) {
    Octets whole = encoded(pack(2));
    for (int cut : new int[] {1, 60, 200}) {
      inputs.add("cut" + cut, Map.of("decode", whole.prefix(whole.size() - cut)));
    }
    inputs.add("longer", Map.of("decode", whole.prefix(whole.size() + 1)));
    for (int flip = 0; flip < whole.size(); flip += 23) {
      byte[] bytes = whole.array().clone();
      bytes[flip] ^= 1;
      inputs.add("flip" + flip, Map.of("decode", Octets.wrap(bytes)));
    }
    inputs.add("nothing", Map.of("decode", Octets.EMPTY)).add("sealed-nothing", pack(0));
  }

  /** The bytes of the pack that is described. */
  static Octets encoded(Map<String, Object> description) {
    byte[] output = Golden.run("packs", Canonical.encode(value(description)).array());
    var parts = Recipe.list(Canonical.decode(output));
    return ((Value.Bytes) parts.get(0)).value();
  }
}
