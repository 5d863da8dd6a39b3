package dev.goatdb.core.golden;

import static dev.goatdb.core.golden.Inputs.bytes;
import static dev.goatdb.core.golden.Inputs.hex;
import static dev.goatdb.core.golden.Inputs.with;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.sync.BloomFilter;
import dev.goatdb.core.sync.Filter;
import dev.goatdb.core.sync.Ladder;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.core.sync.Scope;
import dev.goatdb.core.sync.ShortIds;
import dev.goatdb.core.sync.Summary;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The inputs of the vectors of kinds {@code filters}, {@code digests}, {@code messages}. */
final class SyncInputs {
  private static final Octets SEED = hex("0123456789abcdef");

  private SyncInputs() {}

  static Inputs filters() {
    Inputs inputs = new Inputs();
    for (int count : new int[] {0, 1, 2, 7, 127, 128, 129, 200, 256, 1_000, 3_000}) {
      inputs.add("ids" + count, filter(count, SEED));
    }
    for (String seed : List.of("0000000000000000", "ffffffffffffffff", "8000000000000001")) {
      inputs.add("short-seed-" + seed, filter(20, hex(seed)));
      inputs.add("bloom-seed-" + seed, filter(300, hex(seed)));
    }
    inputs.add("others-probed", with(filter(400, SEED), "probe", 1_000_000));
    String[] decoded = {
      "8100",
      "8101",
      "8103",
      "820001",
      "8302480000000000000000" + "480000000000000001",
      "8302480000000000000000" + "50 0000000000000001 0000000000000002",
      "8302480000000000000000" + "50 0000000000000002 0000000000000001",
      "8302480000000000000000" + "50 0000000000000001 0000000000000001",
      "8302480000000000000000" + "49 000000000000000100",
      "8302480000000000000000" + "40",
      "830247000000000000 00" + "480000000000000001",
      "8501480000000000000000" + "0107 820a 42 0100",
      "8501480000000000000000" + "0007 820a 42 0100",
      "8501480000000000000000" + "0100 820a 42 0100",
      "8501480000000000000000" + "011821 820a 42 0100",
      "8501480000000000000000" + "0107 820a 41 01",
      "8501480000000000000000" + "0107 820a 43 010000",
      "8501480000000000000000" + "0107 8200 40",
      "8501480000000000000000" + "0107 821a00700001 41 01",
      "8501480000000000000000" + "0107 82190400 5880" + "00".repeat(128),
      "8501480000000000000000" + "186407 82190400 5880" + "00".repeat(128),
      "8501480000000000000000" + "186407 82190400 5880" + "ff".repeat(128),
      "8501480000000000000000" + "1b0000000080000000 07 820a 42 0100",
    };
    for (int i = 0; i < decoded.length; i++) {
      inputs.add("decode" + i, Map.of("decode", hex(decoded[i])));
    }
    return inputs;
  }

  private static Map<String, Object> filter(int count, Octets seed) {
    return Map.of("count", count, "seed", seed);
  }

  static Inputs digests() {
    Inputs inputs = new Inputs().add("nothing", Map.of("steps", List.of()));
    Octets ones = bytes(32, 0xff);
    Octets one = hex("01" + "00".repeat(31));
    Octets high = hex("00".repeat(31) + "80");
    List<List<Object>> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(List.of(true, i));
    }
    List<List<Object>> shuffled = new ArrayList<>(many);
    Collections.reverse(shuffled);
    List<List<Object>> fewer = new ArrayList<>(many);
    for (int i = 0; i < 50; i += 3) {
      fewer.add(List.of(false, i));
    }
    List<List<Object>> none = new ArrayList<>(many);
    many.forEach(step -> none.add(List.of(false, step.get(1))));
    inputs
        .add("fifty", Map.of("steps", many))
        .add("fifty-backwards", Map.of("steps", shuffled))
        .add("fifty-less-some", Map.of("steps", fewer))
        .add("fifty-less-fifty", Map.of("steps", none));
    for (int i = 0; i < 8; i++) {
      inputs.add("made-up" + i, steps(List.of(true, i), List.of(true, 100 + i)));
      Octets carry = hex("00".repeat(4 * i) + "ffffffff" + "00".repeat(28 - 4 * i));
      Octets unit = hex("00".repeat(4 * i) + "01" + "00".repeat(31 - 4 * i));
      inputs.add("carry" + i, steps(List.of(true, carry), List.of(true, unit)));
      inputs.add("borrow" + i, steps(List.of(true, carry), List.of(false, unit)));
    }
    return inputs
        .add("one", steps(List.of(true, one)))
        .add("ones", steps(List.of(true, ones)))
        .add("carry-through", steps(List.of(true, ones), List.of(true, one)))
        .add("carry-twice", steps(List.of(true, ones), List.of(true, ones), List.of(true, one)))
        .add("borrow-through", steps(List.of(true, one), List.of(false, ones)))
        .add("borrow-below-nothing", steps(List.of(false, one)))
        .add("over-the-top", steps(List.of(true, high), List.of(true, high)))
        .add("added-and-removed", steps(List.of(true, ones), List.of(false, ones)));
  }

  private static Map<String, Object> steps(Object... steps) {
    return Map.of("steps", List.of(steps));
  }

  static Inputs messages() {
    Inputs inputs = new Inputs();
    Map<String, Message> good = messagesByName();
    good.forEach((name, message) -> inputs.raw(name, MessageCodec.encode(message).array()));
    good.forEach((name, message) -> {
      Octets frame = MessageCodec.encode(message);
      inputs.raw(name + "-cut", frame.prefix(frame.size() - 1).array());
    });
    String[] malformed = {
      "",
      "80",
      "81 0d",
      "81 11",
      "82 12 01",
      "83 11 01 61 61",
      "84 11 01 01 61 61",
      "8200",
      "82 02 58 40",
      "82 02 41 00",
      "83 05 00 64 64617461",
      "88 07 00 00 00 00 81 83 50" + "00".repeat(16) + "00 5820" + "00".repeat(32) + "00 40",
      "88 07 00 00 00 00 82"
          + ("83 50" + "01".repeat(16) + "01 5820" + "00".repeat(32)).repeat(2)
          + "00 5820"
          + "00".repeat(32),
      "88 07 00 00 00 00 9841",
      "86 0d 00 00 00 00 80",
      "86 0d 00 00 00 00 83 01 00 50" + "00".repeat(16),
      "85 0e 00 00 00 81 05",
      "85 0e 00 00 00 82 05 05",
      "85 0e 00 00 00 84 05 09 08 0a",
      "85 0e 00 00 00 9882",
      "83 0f 00 20",
      "85 08 00 00 00 00",
      "85 08 20 00 00 f5",
      "85 08 1a 80000000 00 00 f5",
      "85 08 00 00 00 f5",
      "85 08 00 00 00 f5 00",
      "83 0a 00 9a 7fffffff",
      "83 0c 00 81 41 00",
      "9f 02 ff",
      "85 09 00 01 80 81 5a 00200000"
    };
    for (int i = 0; i < malformed.length; i++) {
      inputs.raw("malformed" + i, hex(malformed[i]).array());
    }
    return inputs;
  }

  private static Map<String, Message> messagesByName() {
    OrganisationId organisation = new OrganisationId(bytes(32, 0x0a));
    CommitId id = new CommitId(Golden.id(1));
    Octets sum = bytes(32, 0x33);
    List<CommitId> ids = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      ids.add(new CommitId(Golden.id(i)));
    }
    Map<String, Message> messages = new TreeMap<>();
    messages.put(
        "hello", new Message.Hello(0, 3, organisation, bytes(32, 1), bytes(16, 2), 1L << 40));
    messages.put(
        "welcome", new Message.Welcome(0, organisation, bytes(32, 1), bytes(16, 2), 1L << 40));
    messages.put("proof", new Message.Proof(bytes(64, 3)));
    messages.put("certified", new Message.Certified(bytes(100, 4)));
    messages.put("goodbye", new Message.Goodbye("denied", "Auf Wiedersehen, 山羊."));
    RepositoryPath path = RepositoryPath.parse("/data/todos");
    messages.put("subscribe", new Message.Subscribe(1, path));
    List<ChainHead> heads =
        List.of(
            new ChainHead(bytes(16, 1), 1, bytes(32, 5)),
            new ChainHead(bytes(16, 0xff), 1L << 33, bytes(32, 6)));
    Summary nothing = new Summary(List.of(), 0, bytes(32, 0));
    Summary three = new Summary(heads.subList(0, 1), 3, sum);
    Summary many = new Summary(heads, 70_000, sum);
    messages.put(
        "offer-nothing",
        new Message.Offer(1, 1, 0, false, 0, nothing, new Scope.Tail(), new Filter.Empty()));
    messages.put(
        "offer-short",
        new Message.Offer(
            1, 2, 1, true, 9, three, new Scope.All(), ShortIds.of(ids.subList(0, 3), SEED)));
    Scope spans =
        new Scope.Within(List.of(new Scope.Span(0, 5), new Scope.Span(1L << 40, Long.MAX_VALUE)));
    messages.put(
        "offer-bloom",
        new Message.Offer(1, 2, 1, false, 9, many, spans, BloomFilter.of(ids, SEED)));
    messages.put("close", new Message.Close(1, 2, 3, 4, many));
    messages.put(
        "closed", new Message.Closed(Integer.MAX_VALUE, 2, 3, true, 8, nothing, Optional.empty()));
    Optional<Obstacle> full = Optional.of(new Obstacle("storage-failed", "Full."));
    messages.put("closed-obstructed", new Message.Closed(1, 2, 3, false, 8, three, full));
    messages.put("obstructed", new Message.Obstructed(1, full));
    messages.put("obstructed-no-more", new Message.Obstructed(1, Optional.empty()));
    messages.put(
        "search",
        new Message.Search(
            1,
            2,
            3,
            4,
            new Ladder(
                List.of(
                    new Ladder.Rung(0, 1_000, bytes(16, 7)),
                    new Ladder.Rung(1L << 60, 0, bytes(16, 0))))));
    messages.put("found", new Message.Found(1, 2, 3, List.of(new Scope.Span(7, 9))));
    messages.put("found-nothing", new Message.Found(1, 2, 3, List.of()));
    messages.put("arrived", new Message.Arrived(1, 77));
    SessionId session = new SessionId(bytes(16, 4));
    SchemaId schema = new SchemaId("task", 2, bytes(8, 3));
    messages.put("live-edits", new Message.LiveEdits(1, session, "山羊", schema, bytes(40, 2)));
    messages.put("presence", new Message.Presence(1, session, bytes(8, 5), "{\"at\": 3}"));
    messages.put(
        "data", new Message.Data(1, 1, List.of(bytes(3, 1)), List.of(bytes(30, 2), Octets.EMPTY)));
    messages.put("control", new Message.Control(1, 7, List.of(bytes(9, 9), bytes(8, 8))));
    messages.put("refuse", new Message.Refuse(1, id, "invalid-value", "No."));
    messages.put("need", new Message.Need(1, ids.subList(0, 5)));
    return messages;
  }

  static Inputs logs() {
    Inputs inputs = new Inputs();
    List<List<Object>> records = new ArrayList<>();
    for (LogRecord.Type type : LogRecord.Type.values()) {
      int size = records.size() + 1;
      inputs.add(type.name(), log(List.of(type.name(), bytes(size * 5, size))));
      boolean mark = type == LogRecord.Type.SYNCED;
      records.add(List.of(type.name(), mark ? hex("188c") : bytes(size, size)));
    }
    Map<String, Object> all = Map.of("records", records);
    inputs
        .add("no-records", log())
        .add("empty-payload", log(List.of("ORIGIN", Octets.EMPTY)))
        .add("payload-of-300", log(List.of("COMMIT", bytes(300, 0xee))))
        .add("all-types", all)
        .add("no-bytes", Map.of("bytes", Octets.EMPTY))
        .add("half-a-beginning", with(all, "cut", 159))
        .add("another-format", Map.of("bytes", hex("474f41544c4f4731")))
        .add("zeros-behind", Map.of("bytes", hex("474f41544c4f4730" + "00".repeat(40))));
    for (int cut : new int[] {1, 9, 20, 21, 40, 155}) {
      inputs.add("cut" + cut, with(all, "cut", cut));
    }
    for (int offset : new int[] {0, 8, 12, 15, 16, 17, 18, 60, 88, 105, 143, 162}) {
      inputs.add("flip" + offset, with(all, "flip", List.of(offset, 1)));
    }
    inputs.add("flip-the-last-length", with(all, "flip", List.of(147, 0x40)));
    return inputs;
  }

  private static Map<String, Object> log(Object... records) {
    return Map.of("records", List.of(records));
  }
}
