package dev.goatdb.fuzz.decoder;

import dev.goatdb.core.SampleLogs;
import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Control;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.sync.Filter;
import dev.goatdb.core.sync.Ladder;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.core.sync.Scope;
import dev.goatdb.core.sync.Summary;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Well-formed inputs: made by the generators of core's tests, and those of its golden vectors. */
final class Seeds {
  private static final int ROUNDS = 12;

  private Seeds() {}

  /** Two engines' logs, made when somebody asks. */
  static final class Samples {
    static final SampleLogs LOGS = new SampleLogs(ROUNDS);

    private Samples() {}
  }

  /** What chance makes of a few seeds. */
  static List<Octets> random(int count, Function<Chance, Octets> recipe) {
    List<Octets> made = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      made.add(recipe.apply(new Chance(seed)));
    }
    return made;
  }

  /** The texts in UTF-8. */
  static List<Octets> texts(List<String> texts) {
    return texts.stream().map(Shapes::utf8).toList();
  }

  /** A resource of core's tests in pieces that a line of three equal signs begins. */
  static List<Octets> pieces(String resource) {
    List<Octets> pieces = new ArrayList<>();
    for (String piece : resource(resource).split("(?m)^===.*$")) {
      if (!piece.isBlank()) {
        pieces.add(Shapes.utf8(piece.strip()));
      }
    }
    return pieces;
  }

  /** The inputs and outputs of golden vectors of a kind, which are values. */
  static List<Octets> vectors(String kind) {
    List<Octets> vectors = new ArrayList<>();
    for (String line : resource("/golden/" + kind + ".txt").split("\n")) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] parts = line.split(" +");
        vectors.add(hex(parts[1]));
        vectors.add(hex(parts[2]));
      }
    }
    return vectors;
  }

  private static Octets hex(String text) {
    return Octets.wrap(HexFormat.of().parseHex(text.replace("-", "")));
  }

  /** All byte strings within golden vectors that are values. */
  static List<Octets> strings(String kind) {
    List<Octets> strings = new ArrayList<>();
    for (Octets vector : vectors(kind)) {
      value(vector).ifPresent(value -> collect(value, strings));
    }
    return strings;
  }

  /** The value of which bytes are the canonical form, if they are one. */
  static Optional<Value> value(Octets bytes) {
    try {
      return Optional.of(Canonical.decode(bytes.array()));
    } catch (GoatException.Corrupted none) {
      return Optional.empty();
    }
  }

  private static void collect(Value value, List<Octets> strings) {
    switch (value) {
      case Value.Bytes bytes -> strings.add(bytes.value());
      case Value.Array array -> array.items().forEach(item -> collect(item, strings));
      case Value.Dict dict -> dict.entries().values().forEach(item -> collect(item, strings));
      default -> {}
    }
  }

  private static String resource(String name) {
    try (InputStream in = Seeds.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Packs, whole and in part. */
  static List<Octets> packs() {
    List<Octets> packs = new ArrayList<>();
    for (int count = 1; count <= 9; count += 4) {
      Chance chance = new Chance(count);
      List<Commit> commits = Commits.loose(count, chance);
      Pack pack = Commits.sealed(commits, chance);
      packs.add(pack.encode());
      packs.add(Commits.keep(pack, commits.subList(count / 2, count)).encode());
    }
    packs.addAll(strings("packs"));
    return packs;
  }

  static ControlRecord control(Chance chance) {
    List<Octets> ids = new ArrayList<>();
    for (int i = chance.below(5); i >= 0; i--) {
      ids.add(chance.octets(32));
    }
    MerkleTree tree = MerkleTree.of(ids);
    List<Control> contents =
        List.of(
            new Control.Receipt(tree),
            new Control.Revocation(new SessionId(chance.octets(SessionId.BYTES))),
            new Control.Erasure(tree, "as somebody asked"),
            new Control.Loss(tree));
    return new ControlRecord(
        Commits.ORGANISATION,
        Commits.REPOSITORY,
        chance.octets(16),
        1 + chance.below(9),
        chance.octets(32),
        List.of(),
        1L << chance.below(50),
        contents.get(chance.below(contents.size())),
        chance.octets(64));
  }

  static Certificate certificate(Chance chance) {
    return new Certificate(
        Commits.ORGANISATION,
        chance.octets(32),
        chance.oneIn(2) ? Optional.of("ada") : Optional.empty(),
        chance.oneIn(2),
        1,
        2,
        chance.octets(64));
  }

  private static List<ChainHead> heads(Chance chance) {
    return List.of(
        new ChainHead(Octets.wrap(new byte[16]), 3, chance.octets(32)),
        new ChainHead(chance.octets(16), 1L << 33, chance.octets(32)));
  }

  /** A frame of every kind of message. */
  static List<Octets> frames() {
    Chance chance = new Chance(1);
    OrganisationId organisation = new OrganisationId(chance.octets(32));
    Octets sum = chance.octets(32);
    List<Message> messages = new ArrayList<>();
    messages.add(
        new Message.Hello(0, 1, organisation, chance.octets(32), chance.octets(16), 1L << 40));
    messages.add(
        new Message.Welcome(0, organisation, chance.octets(32), chance.octets(16), 1L << 40));
    messages.add(new Message.Proof(chance.octets(64)));
    messages.add(new Message.Certified(chance.octets(50)));
    messages.add(new Message.Goodbye("denied", "Ünwanted"));
    messages.add(new Message.Subscribe(1, Commits.REPOSITORY));
    for (int count : new int[] {0, 3, 140}) {
      Filter filter = Filter.of(chance.ids(count), chance);
      Scope scope =
          switch (count) {
            case 0 -> new Scope.Tail();
            case 3 -> new Scope.All();
            default -> new Scope.Within(List.of(new Scope.Span(1, 9), new Scope.Span(9, 1L << 50)));
          };
      Summary held = new Summary(List.of(), count, sum);
      messages.add(new Message.Offer(1, 2, 3, count == 3, 4, held, scope, filter));
    }
    Summary held = new Summary(heads(chance), 5, sum);
    messages.add(new Message.Close(1, 2, 3, 4, held));
    messages.add(new Message.Closed(1, 2, 3, true, 4, held, Optional.empty()));
    Ladder.Rung rung = new Ladder.Rung(0, 7, chance.octets(16));
    messages.add(new Message.Search(1, 2, 3, 4, new Ladder(List.of(rung))));
    messages.add(new Message.Found(1, 2, 3, List.of(new Scope.Span(0, 7))));
    messages.add(new Message.Arrived(1, 7));
    SessionId session = new SessionId(chance.octets(SessionId.BYTES));
    SchemaId schema = new SchemaId("task", 3, chance.octets(SchemaId.DIGEST_BYTES));
    messages.add(new Message.LiveEdits(1, session, "milk", schema, chance.octets(30)));
    messages.add(new Message.Presence(1, session, chance.octets(8), "typing"));
    messages.add(
        new Message.Data(
            1, 2, List.of(chance.octets(9)), List.of(chance.octets(30), Octets.EMPTY)));
    Optional<Obstacle> full = Optional.of(new Obstacle("storage-failed", "Full."));
    messages.add(new Message.Closed(1, 2, 3, false, 4, held, full));
    messages.add(new Message.Obstructed(1, full));
    messages.add(new Message.Obstructed(1, Optional.empty()));
    messages.add(new Message.Control(1, 7, List.of(chance.octets(9))));
    messages.add(new Message.Refuse(1, chance.id(), "invalid-value", "No."));
    messages.add(
        new Message.Refuse(1, chance.id(), "denied", "No.", "members", Octets.wrap(new byte[8])));
    messages.add(new Message.Need(1, chance.ids(3)));
    List<Octets> frames = new ArrayList<>(messages.stream().map(MessageCodec::encode).toList());
    frames.addAll(vectors("messages"));
    return frames;
  }
}
