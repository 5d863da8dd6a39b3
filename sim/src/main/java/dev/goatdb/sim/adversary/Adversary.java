package dev.goatdb.sim.adversary;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.sync.Filter;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.sync.Scope;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Place;
import dev.goatdb.sim.machine.Station;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A peer with a genuine certificate that plays tricks on the server, one after the other. */
public final class Adversary implements Station {
  private static final int NONCE_BYTES = 16;

  private final Place place;
  private final Node server;
  private final Dice dice;
  private final List<Trick> tricks;
  private final Octets key;
  private final Octets nonce;
  private final Forge forge;
  private final Map<Integer, Lore> lore = new LinkedHashMap<>();
  private final Speech speech;
  private final FilterLies filterLies = new FilterLies(this);
  private final RecordLies recordLies = new RecordLies(this);
  private final CommitLies commitLies = new CommitLies(this);
  private final Floods floods = new Floods(this);
  private int connection = -1;
  private boolean greeted;
  private boolean over;
  private long deafUntilMillis;

  /**
   * @param tricks what it may do, at least one thing
   * @param schema one that everybody knows, in which a text 'title' is all that is required
   */
  public Adversary(Place place, Node server, Dice dice, List<Trick> tricks, SchemaId schema) {
    this.place = place;
    this.server = server;
    this.dice = dice;
    this.tricks = List.copyOf(tricks);
    this.key = place.keys().create(dice);
    this.nonce = dice.octets(NONCE_BYTES);
    this.forge = new Forge(place.keys(), dice, key, schema);
    this.speech = new Speech(frame -> place.network().send(this, connection, frame));
    int channel = 0;
    for (RepositoryPath path : place.repositories()) {
      lore.put(++channel, new Lore(path, channel));
    }
  }

  /** Dials for the first time. */
  public void start() {
    place.network().dial(this, server);
  }

  /** It plays no more tricks; it stays connected, and falls silent. */
  public void stop() {
    over = true;
    deafUntilMillis = 0;
  }

  /** What nobody may ever admit. */
  public Set<CommitId> invalid() {
    return speech.invalid();
  }

  @Override
  public String name() {
    return "adversary";
  }

  @Override
  public boolean isUp() {
    return true;
  }

  @Override
  public int life() {
    return 1;
  }

  @Override
  public boolean isFull(int of) {
    return place.schedule().nowMillis() < deafUntilMillis;
  }

  @Override
  public void connected(int made, boolean dialled) {
    connection = made;
    greeted = false;
    speech.begin();
    speech.send(
        new Message.Hello(
            Message.PROTOCOL, Message.PROTOCOL, OrganisationId.UNKNOWN, key, nonce, nowMillis()));
  }

  @Override
  public void received(int on, Octets frame) {
    if (on != connection) {
      return;
    }
    Message message = MessageCodec.decode(frame);
    if (message instanceof Message.OnChannel one && !lore.containsKey(one.channel())) {
      return;
    }
    switch (message) {
      case Message.Welcome welcome -> prove(welcome);
      case Message.Certified certified -> begin();
      case Message.Data data -> {
        lore(data.channel()).hear(data);
        speech.send(new Message.Arrived(data.channel(), data.sequence()));
      }
      case Message.Control control -> lore(control.channel()).hear(control);
      case Message.Offer offer -> filterLies.heard(offer);
      case Message.Hello any -> {}
      case Message.Proof any -> {}
      case Message.Goodbye any -> {}
      case Message.OnChannel any -> {}
    }
  }

  private void prove(Message.Welcome welcome) {
    forge.begin(welcome.organisation());
    Octets challenge =
        new CborWriter()
            .text("goat/hello/1")
            .bytes(welcome.organisation().hash())
            .bytes(nonce)
            .bytes(welcome.nonce())
            .octets();
    speech.send(new Message.Proof(forge.sign(challenge)));
  }

  private void begin() {
    greeted = true;
    for (Lore of : lore.values()) {
      speech.send(new Message.Subscribe(of.channel(), of.path()));
      speech.offer(of, new Scope.All(), new Filter.Empty());
    }
    playSoon(connection);
  }

  private void playSoon(int on) {
    place
        .schedule()
        .after(
            dice.chance(0.3) ? dice.below(50) : dice.between(200, 4_000),
            "trick",
            () -> {
              if (on == connection && greeted && !over) {
                play(dice.pick(tricks));
                playSoon(on);
              }
            });
  }

  private void play(Trick trick) {
    place.tally().add(trick, 1);
    Lore of = dice.pick(List.copyOf(lore.values()));
    switch (trick) {
      case FULL_FILTER,
          OVERFULL_FILTER,
          EMPTY_FILTERS,
          FILTER_WITHOUT_PROBES,
          HUGE_FILTER,
          MINED_IDS,
          WRONG_DIGESTS,
          WRONG_CHAIN_HEADS,
          EARLY_ARRIVALS ->
          filterLies.play(trick, of);
      case FORGED_RECEIPT,
          FORGED_CHAIN,
          REPLAYED_RECEIPTS,
          REPLAYED_COMMITS,
          FORGED_REFUSALS,
          FORGED_SEAL,
          FORGED_CERTIFICATE ->
          recordLies.play(trick, of);
      case BACKDATED,
          OLD_PARENTS,
          FAR_AHEAD,
          CLOCK_BEFORE_PARENT,
          WRONG_GENERATION,
          EQUIVOCATION,
          DEEP_CHAIN,
          MANY_HEADS,
          WITHHOLDING,
          UNKNOWN_SCHEMA,
          MISFIT_OPERATIONS,
          FOREIGN_KIND,
          TORN_ATOMIC_PACK,
          TWO_SEALS,
          CROSSED_REPOSITORIES ->
          commitLies.play(trick, of);
      case MISSING_PARENTS,
          MALFORMED_BODY,
          OVERSIZED_PACK,
          OVERSIZED_BODY,
          OVERSIZED_FRAME,
          BOMB,
          GARBAGE,
          LIVE_EDITS_FLOOD,
          NEEDS_FLOOD,
          SEARCH_FLOOD,
          CONTROL_FLOOD,
          CHANNELS_FLOOD,
          SLOW_READER ->
          floods.play(trick, of);
    }
  }

  @Override
  public void disconnected(int gone) {
    if (gone == connection) {
      greeted = false;
      redial();
    }
  }

  @Override
  public void unanswered(int ofLife) {
    redial();
  }

  private void redial() {
    if (!over) {
      place
          .schedule()
          .after(dice.between(200, 2_000), "redial", () -> place.network().dial(this, server));
    }
  }

  /** Reads nothing for some time. */
  void turnDeaf(long millis) {
    deafUntilMillis = nowMillis() + millis;
  }

  Speech speech() {
    return speech;
  }

  Forge forge() {
    return forge;
  }

  Dice dice() {
    return dice;
  }

  long nowMillis() {
    return place.schedule().nowMillis();
  }

  Lore lore(int channel) {
    return Objects.requireNonNull(lore.get(channel));
  }

  /** The repository that a trick is not played in. */
  Lore otherThan(Lore one) {
    return lore.values().stream().filter(of -> !of.equals(one)).findFirst().orElse(one);
  }
}
