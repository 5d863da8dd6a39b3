package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.sync.SetHoldings.One;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two channels against the plain union of two sets, and what an exchange costs. */
class ChannelTest {
  private static final int PAIRS = 1_500;

  /** A side: its commits, its channel, and what waits to be read. */
  private static final class Side {
    final SetHoldings holdings = new SetHoldings();
    final Channel channel;
    final ArrayDeque<Object> inbox = new ArrayDeque<>();

    Side(boolean initiator, Random random) {
      channel = new Channel(1, initiator, holdings, random::nextBytes);
    }
  }

  /** Commits on their way. */
  private record Parcel(int sequence, List<One> commits) {}

  /** Receipts on their way. */
  private record Receipts(int next) {}

  private final Random random = new Random(1);
  private Side client = new Side(true, random);
  private Side server = new Side(false, random);
  private int bytes;
  private int steps;
  private int complaints;
  private @Nullable Side deafen;

  @Test
  void whateverDiffersIsFound() {
    int worst = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      random.setSeed(pair);
      List<One> union = scatter();
      exchange();
      assertTrue(client.channel.isSettled(), "pair " + pair);
      assertEquals(union.size(), client.holdings.digest().count(), "pair " + pair);
      assertEquals(client.holdings.digest().sum(), server.holdings.digest().sum(), "pair " + pair);
      worst = Math.max(worst, steps);
    }
    assertTrue(worst <= 24, "it took " + worst + " messages");
  }

  /** Both hold the same but for a random part each; what is known of receipts differs, too. */
  private List<One> scatter() {
    client = new Side(true, random);
    server = new Side(false, random);
    List<One> union = new ArrayList<>();
    int size = random.nextInt(random.nextBoolean() ? 40 : 3_000);
    int receipted = size == 0 ? 0 : random.nextInt(size + 1);
    int rarity = 1 + random.nextInt(200);
    for (int i = 0; i < size; i++) {
      One one = One.of(i, i / 3, i < receipted ? i / 10 : -1);
      union.add(one);
      boolean differs = random.nextInt(rarity) == 0;
      if (!differs || random.nextBoolean()) {
        client.holdings.add(one);
      }
      if (!differs || client.holdings.number(one.id()) < 0) {
        server.holdings.add(one);
      }
    }
    server.holdings.knows((receipted + 9) / 10);
    client.holdings.knows(random.nextInt((receipted + 9) / 10 + 1));
    return union;
  }

  @Test
  void whereNothingIsMissingOneQuestionIsEnough() {
    both(10_000, 10_000);
    exchange();
    assertEquals(2, steps);
    assertTrue(bytes < 250, "it took " + bytes + " bytes");
  }

  @Test
  void whoKnowsReceiptsAsksForWhatIsNewOnly() {
    both(10_000, 10_000);
    more(client, 100, -1);
    more(server, 100, 1_000);
    server.holdings.knows(1_010);
    exchange();
    assertEquals(10_200, client.holdings.digest().count());
    assertEquals(10_200, server.holdings.digest().count());
    assertEquals(2, steps);
    assertTrue(bytes < 300, "it took " + bytes + " bytes");
  }

  @Test
  void aLadderFindsWhatReceiptsDoNotTell() {
    both(50_000, 50_000);
    more(client, 100, 3);
    more(server, 100, 3);
    exchange();
    assertEquals(50_200, client.holdings.digest().count());
    assertEquals(50_200, server.holdings.digest().count());
    assertTrue(bytes < 5_000, "it took " + bytes + " bytes");
  }

  @Test
  void whereNothingHelpsItIsSaidAndTriedAgainLater() {
    both(10, 10);
    more(client, 1, 0);
    deafen = server;
    exchange();
    assertEquals(0, complaints, "messages may have got lost");
    carry(client, server, client.channel.tick(client.channel.deadlineMillis()));
    talk();
    assertEquals(1, complaints);
    assertFalse(client.channel.isSettled());
    assertTrue(client.channel.deadlineMillis() >= 10_000, "and not at once");
  }

  private void both(int size, int receipted) {
    for (int i = 0; i < size; i++) {
      One one = One.of(i, i, i < receipted ? i / 10 : -1);
      client.holdings.add(one);
      server.holdings.add(one);
    }
    client.holdings.knows(receipted / 10);
    server.holdings.knows(receipted / 10);
  }

  private void more(Side side, int count, int receipt) {
    int seed = side.equals(client) ? 1_000_000 : 2_000_000;
    for (int i = 0; i < count; i++) {
      side.holdings.add(One.of(seed + i, 100_000 + i, receipt < 0 ? -1 : receipt + i / 10));
    }
  }

  /** Lets both talk until nobody has anything to say. */
  private void exchange() {
    bytes = 0;
    steps = 0;
    carry(client, server, client.channel.start(0));
    talk();
  }

  private void talk() {
    while (!client.inbox.isEmpty() || !server.inbox.isEmpty()) {
      read(server, client);
      read(client, server);
    }
  }

  private void read(Side reader, Side writer) {
    Object next = reader.inbox.poll();
    switch (next) {
      case null -> {}
      case Parcel parcel -> {
        reader.channel.received(parcel.sequence(), 0);
        for (One one : reader.equals(deafen) ? List.<One>of() : parcel.commits()) {
          reader.holdings.add(one);
          reader.channel.peer().cameFrom(reader.holdings.number(one.id()));
        }
      }
      case Receipts receipts -> reader.holdings.knows(receipts.next());
      case Message message -> carry(reader, writer, handle(reader.channel, message));
      default -> throw new AssertionError(next);
    }
  }

  private List<Outgoing> handle(Channel channel, Message message) {
    return switch (MessageCodec.decode(MessageCodec.encode(message))) {
      case Message.Offer offer -> channel.receive(offer, 0);
      case Message.Close close -> channel.receive(close, 0);
      case Message.Closed closed -> channel.receive(closed, 0);
      case Message.Search search -> channel.receive(search, 0);
      case Message.Found found -> channel.receive(found, 0);
      default -> throw new AssertionError(message);
    };
  }

  private void carry(Side from, Side to, List<Outgoing> outgoing) {
    for (Outgoing out : outgoing) {
      switch (out) {
        case Outgoing.Say say -> {
          Message message = say.message().get();
          bytes += MessageCodec.encode(message).size();
          steps++;
          to.inbox.add(message);
        }
        case Outgoing.Deliver deliver -> deliver(from, to, deliver.commits());
        case Outgoing.Tell tell -> {
          int known = tell.known().isEmpty() ? 0 : (int) tell.known().get(0).next();
          if (known < from.holdings.receipts()) {
            to.inbox.add(new Receipts(from.holdings.receipts()));
          }
        }
        case Outgoing.Resubscribe again -> throw new AssertionError("nothing is lost here");
        case Outgoing.Complain complaint -> complaints++;
      }
    }
  }

  private static void deliver(Side from, Side to, Numbers numbers) {
    if (!numbers.isEmpty()) {
      List<One> commits = new ArrayList<>();
      List<CommitId> ids = new ArrayList<>();
      numbers.forEach(number -> {
        commits.add(from.holdings.get(number));
        ids.add(from.holdings.id(number));
      });
      to.inbox.add(new Parcel(from.channel.peer().send(numbers.all(), ids.size(), 0), commits));
    }
  }
}
