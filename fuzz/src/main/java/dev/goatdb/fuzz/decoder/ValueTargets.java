package dev.goatdb.fuzz.decoder;

import static dev.goatdb.fuzz.decoder.Target.require;
import static dev.goatdb.fuzz.decoder.Target.same;
import static dev.goatdb.fuzz.decoder.Target.succeeds;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.PortableFunctions;
import dev.goatdb.core.order.Stamps;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.value.Base32;
import dev.goatdb.core.value.Base64Url;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.jvm.JvmFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values, and the small forms of text: names, paths, stamps. */
final class ValueTargets {
  private ValueTargets() {}

  static List<Target<?>> all() {
    return List.of(
        Target.of(
            "cbor",
            Set.of("corrupted"),
            bytes -> Canonical.decode(bytes.array()),
            (value, bytes) -> same(bytes, Canonical.encode(value)),
            ValueTargets::values),
        Target.of("utf8", Set.of(), ValueTargets::utf8, ValueTargets::checkUtf8, () -> texts(20)),
        base("base32", Base32::decode, Base32::encode),
        base("base64url", Base64Url::decode, Base64Url::encode),
        Target.of(
            "item-path",
            Set.of("invalid-value"),
            bytes -> ItemPath.parse(Shapes.text(bytes)),
            (path, bytes) -> {
              require(path.toString().equals(Shapes.text(bytes)), "is written as " + path);
              require(
                  new ItemPath(path.repository(), path.item()).equals(path),
                  "differs from the path of its parts");
            },
            () -> Seeds.texts(List.of("/data/todos/milk", "/a/b/c d", "/ä/../x", "/data/~/.a"))),
        Target.of(
            "repository-path",
            Set.of("invalid-value"),
            bytes -> RepositoryPath.parse(Shapes.text(bytes)),
            (path, bytes) ->
                require(path.toString().equals(Shapes.text(bytes)), "is written as " + path),
            () -> Seeds.texts(List.of("/data/todos", "/a/b c", "/ä/..", "/sys/~"))),
        Target.of(
            "stamp",
            Set.of("invalid-value"),
            bytes -> Stamps.require(Shapes.text(bytes)),
            (stamp, bytes) -> checkStamp(stamp),
            ValueTargets::stamps));
  }

  private static List<Octets> values() {
    List<Octets> values =
        new ArrayList<>(Seeds.random(30, chance -> Canonical.encode(chance.value(3))));
    values.addAll(Seeds.vectors("values"));
    values.addAll(Seeds.vectors("merges"));
    return values;
  }

  private static List<Octets> texts(int count) {
    return Seeds.random(count, chance -> Shapes.utf8(chance.text(30)));
  }

  /** A text for bytes, where they are UTF-8. */
  private static Optional<String> utf8(Octets bytes) {
    return Optional.ofNullable(new PortableFunctions().decodeUtf8(bytes.array(), 0, bytes.size()));
  }

  private static void checkUtf8(Optional<String> text, Octets bytes) {
    Optional<String> others =
        Optional.ofNullable(new JvmFunctions().decodeUtf8(bytes.array(), 0, bytes.size()));
    require(text.equals(others), "the JVM reads " + others);
    text.ifPresent(some -> same(bytes, Shapes.utf8(some)));
    String any = Shapes.text(bytes);
    require(
        wrapped(new PortableFunctions().encodeUtf8(any))
            .equals(wrapped(new JvmFunctions().encodeUtf8(any))),
        "is written differently by the JVM");
  }

  private static Optional<Octets> wrapped(byte @Nullable [] bytes) {
    return Optional.ofNullable(bytes).map(Octets::wrap);
  }

  private static Target<Optional<Octets>> base(
      String name, Function<String, Optional<Octets>> decode, Function<Octets, String> encode) {
    return Target.of(
        name,
        Set.of(),
        bytes -> decode.apply(Shapes.text(bytes)),
        (read, bytes) -> {
          String text = Shapes.text(bytes);
          read.ifPresent(
              some -> require(encode.apply(some).equals(text), "is written differently"));
          require(
              decode.apply(encode.apply(bytes)).equals(Optional.of(bytes)),
              "what is written is not read");
        },
        () ->
            Seeds.random(9, chance -> Shapes.utf8(encode.apply(chance.octets(chance.below(20))))));
  }

  private static List<Octets> stamps() {
    List<Octets> stamps = new ArrayList<>(Seeds.strings("stamps"));
    Chance chance = new Chance(1);
    String low = Stamps.START;
    for (int i = 0; i < 12; i++) {
      String high = i % 3 == 0 || stamps.isEmpty() ? Stamps.END : low + "z";
      high = high.length() > 2 ? Stamps.END : high;
      low = Stamps.between(low, high, 1, chance.below(9), chance.octets(8)).get(0);
      stamps.add(Shapes.utf8(low));
    }
    return stamps;
  }

  /** There is a stamp before it, one behind it, and one between these and it. */
  private static void checkStamp(String stamp) {
    Octets chance = Octets.wrap(new byte[8]);
    succeeds(
        "limit-exceeded",
        () -> {
          String below = Stamps.between(Stamps.START, stamp, 1, 5, chance).get(0);
          String above = Stamps.between(stamp, Stamps.END, 1, 5, chance).get(0);
          require(below.compareTo(stamp) < 0 && stamp.compareTo(above) < 0, "is out of order");
          String low = Stamps.between(below, stamp, 1, 5, chance).get(0);
          String high = Stamps.between(stamp, above, 1, 5, chance).get(0);
          require(below.compareTo(low) < 0 && low.compareTo(stamp) < 0, "has none before it");
          require(stamp.compareTo(high) < 0 && high.compareTo(above) < 0, "has none behind it");
        });
  }
}
