package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The bytes of messages: an array of deterministic CBOR whose first item is the kind. */
public final class MessageCodec {
  private static final int MOST_NAME = 128;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 16;
  private static final int SIGNATURE_BYTES = 64;

  /** How many parts the kinds have; what a later program adds behind them is passed over. */
  private static final List<Integer> PARTS =
      List.of(6, 5, 1, 1, 2, 2, 10, 7, 8, 4, 3, 6, 2, 5, 4, 2, 7, 1, 4);

  /** How many parts an obstacle is; one that is not there is left out. */
  private static final int OBSTACLE = 2;

  private MessageCodec() {}

  public static Octets encode(Message message) {
    CborWriter out = new CborWriter();
    switch (message) {
      case Message.Hello m ->
          head(out, 0, 6)
              .integer(m.lowest())
              .integer(m.highest())
              .bytes(m.organisation().hash())
              .bytes(m.publicKey())
              .bytes(m.nonce())
              .integer(m.timeMillis());
      case Message.Welcome m ->
          head(out, 1, 5)
              .integer(m.version())
              .bytes(m.organisation().hash())
              .bytes(m.rootKey())
              .bytes(m.nonce())
              .integer(m.timeMillis());
      case Message.Proof m -> head(out, 2, 1).bytes(m.signature());
      case Message.Certified m -> head(out, 3, 1).bytes(m.certificate());
      case Message.Goodbye m -> head(out, 4, 2).text(m.code()).text(m.reason());
      case Message.OnChannel m -> onChannel(out, m);
    }
    return out.octets();
  }

  private static void onChannel(CborWriter out, Message.OnChannel message) {
    switch (message) {
      case Message.Subscribe m ->
          head(out, 5, 2).integer(m.channel()).text(m.repository().toString());
      case Message.Offer m -> {
        step(out, 6, 7 + Summary.PARTS, m.channel(), m.cycle(), m.round()).bool(m.answer());
        m.summary().write(out.integer(m.received()));
        Scope.write(m.scope(), out);
        m.filter().write(out);
      }
      case Message.Close m ->
          m.summary()
              .write(
                  step(out, 7, 4 + Summary.PARTS, m.channel(), m.cycle(), m.round())
                      .integer(m.received()));
      case Message.Closed m -> {
        int parts = 5 + Summary.PARTS + parts(m.obstacle());
        step(out, 8, parts, m.channel(), m.cycle(), m.round()).bool(m.equal());
        m.summary().write(out.integer(m.received()));
        write(m.obstacle(), out);
      }
      case Message.Data m -> {
        head(out, 9, 4).integer(m.channel()).integer(m.sequence());
        strings(out, m.certificates());
        strings(out, m.packs());
      }
      case Message.Control m ->
          strings(head(out, 10, 3).integer(m.channel()).integer(m.sequence()), m.records());
      case Message.Refuse m ->
          head(out, 11, 6)
              .integer(m.channel())
              .bytes(m.commit().hash())
              .text(m.code())
              .text(m.reason())
              .text(m.rule())
              .bytes(m.policy());
      case Message.Need m -> {
        head(out, 12, 2).integer(m.channel()).array(m.commits().size());
        m.commits().forEach(id -> out.bytes(id.hash()));
      }
      case Message.Search m ->
          m.ladder()
              .write(step(out, 13, 5, m.channel(), m.cycle(), m.round()).integer(m.received()));
      case Message.Found m ->
          Scope.writeSpans(m.spans(), step(out, 14, 4, m.channel(), m.cycle(), m.round()));
      case Message.LiveEdits m ->
          m.schema()
              .write(
                  head(out, 16, 7).integer(m.channel()).bytes(m.session().bytes()).text(m.item()))
              .bytes(m.body());
      case Message.Presence m ->
          head(out, 18, 4)
              .integer(m.channel())
              .bytes(m.session().bytes())
              .bytes(m.peer())
              .text(m.state());
      case Message.Arrived m -> head(out, 15, 2).integer(m.channel()).integer(m.received());
      case Message.Obstructed m ->
          write(m.obstacle(), head(out, 17, 1 + parts(m.obstacle())).integer(m.channel()));
    }
  }

  private static int parts(Optional<Obstacle> obstacle) {
    return obstacle.isPresent() ? OBSTACLE : 0;
  }

  private static void write(Optional<Obstacle> obstacle, CborWriter out) {
    obstacle.ifPresent(one -> out.text(one.code()).text(one.reason()));
  }

  private static CborWriter step(
      CborWriter out, int kind, int parts, int channel, int cycle, int round) {
    return head(out, kind, parts).integer(channel).integer(cycle).integer(round);
  }

  /**
   * Throws {@code LimitExceeded} for a frame that is too large, {@code Corrupted} for anything
   * malformed.
   */
  public static Message decode(Octets frame) {
    if (frame.size() > Limits.DEFAULT.frameBytes()) {
      throw new GoatException.LimitExceeded(
          "A frame has " + frame.size() + " bytes, more than " + Limits.DEFAULT.frameBytes() + ".",
          "Send smaller messages.");
    }
    CborReader in = new CborReader(frame);
    int parts = in.array() - 1;
    int kind = in.integer(0, PARTS.size() - 1);
    int known = PARTS.get(kind);
    if (parts < known) {
      throw in.bad("a message has too few parts");
    }
    boolean more = (kind == 8 || kind == 17) && parts >= known + OBSTACLE;
    Message message = read(in, kind, more);
    known += more ? OBSTACLE : 0;
    for (int i = known; i < parts; i++) {
      in.value();
    }
    in.end();
    return message;
  }

  private static Message read(CborReader in, int kind, boolean more) {
    return switch (kind) {
      case 0 ->
          new Message.Hello(
              number(in),
              number(in),
              organisation(in),
              in.bytes(KEY_BYTES),
              in.bytes(NONCE_BYTES),
              in.integer());
      case 1 ->
          new Message.Welcome(
              number(in),
              organisation(in),
              in.bytes(KEY_BYTES),
              in.bytes(NONCE_BYTES),
              in.integer());
      case 2 -> new Message.Proof(in.bytes(SIGNATURE_BYTES));
      case 3 -> new Message.Certified(in.bytes());
      case 4 -> new Message.Goodbye(in.text(), in.text());
      case 5 -> new Message.Subscribe(number(in), RepositoryPath.read(in));
      case 6 ->
          new Message.Offer(
              number(in),
              number(in),
              number(in),
              in.bool(),
              number(in),
              Summary.read(in),
              Scope.read(in),
              Filter.read(in));
      case 7 -> new Message.Close(number(in), number(in), number(in), number(in), Summary.read(in));
      case 8 ->
          new Message.Closed(
              number(in),
              number(in),
              number(in),
              in.bool(),
              number(in),
              Summary.read(in),
              obstacle(in, more));
      case 9 ->
          new Message.Data(
              number(in), number(in), list(in, CborReader::bytes), list(in, CborReader::bytes));
      case 10 -> new Message.Control(number(in), number(in), list(in, CborReader::bytes));
      case 11 ->
          new Message.Refuse(number(in), id(in), in.text(), in.text(), in.text(), in.bytes());
      case 12 -> new Message.Need(number(in), needs(in));
      case 13 ->
          new Message.Search(number(in), number(in), number(in), number(in), Ladder.read(in));
      case 14 -> new Message.Found(number(in), number(in), number(in), Scope.readSpans(in));
      case 15 -> new Message.Arrived(number(in), number(in));
      case 16 ->
          new Message.LiveEdits(
              number(in),
              new SessionId(in.bytes(SessionId.BYTES)),
              item(in),
              SchemaId.read(in),
              in.bytes());
      case 17 -> new Message.Obstructed(number(in), obstacle(in, more));
      default ->
          new Message.Presence(
              number(in),
              new SessionId(in.bytes(SessionId.BYTES)),
              in.bytes(Seal.INCARNATION_BYTES),
              in.text());
    };
  }

  private static Optional<Obstacle> obstacle(CborReader in, boolean isThere) {
    return isThere ? Optional.of(new Obstacle(in.text(), in.text())) : Optional.empty();
  }

  private static CborWriter head(CborWriter out, int kind, int parts) {
    return out.array(parts + 1).integer(kind);
  }

  private static void strings(CborWriter out, List<Octets> strings) {
    out.array(strings.size());
    strings.forEach(out::bytes);
  }

  private static int number(CborReader in) {
    return in.integer(0, Integer.MAX_VALUE);
  }

  private static OrganisationId organisation(CborReader in) {
    return new OrganisationId(in.bytes(OrganisationId.BYTES));
  }

  private static String item(CborReader in) {
    String item = in.text();
    if (item.length() > MOST_NAME) {
      throw in.bad("the name of an item is too long");
    }
    return item;
  }

  private static CommitId id(CborReader in) {
    return new CommitId(in.bytes(CommitId.BYTES));
  }

  private static List<CommitId> needs(CborReader in) {
    List<CommitId> needs = list(in, MessageCodec::id);
    if (needs.size() > Limits.DEFAULT.needs()) {
      throw in.bad("too many commits are asked for at once");
    }
    return needs;
  }

  private static <T> List<T> list(CborReader in, Function<CborReader, T> item) {
    int length = in.array();
    List<T> items = new ArrayList<>(Math.min(length, 1024));
    for (int i = 0; i < length; i++) {
      items.add(item.apply(in));
    }
    return List.copyOf(items);
  }
}
