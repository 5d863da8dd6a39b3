package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Receipt;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.error.GoatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever arrives: a message or one of the declared errors, soon. What was read is written again
 * as it was.
 */
class MessageFuzzTest {
  private static final int MUTATIONS = 100_000;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Test
  void everyMessageRoundTrips() {
    for (Octets frame : frames(new Chance(1))) {
      Message message = MessageCodec.decode(frame);
      assertEquals(frame, MessageCodec.encode(message));
    }
  }

  @Test
  void mutatedFramesGiveMessagesOrErrors() {
    Chance chance = new Chance(2);
    List<Octets> frames = frames(chance);
    hammer(
        MUTATIONS,
        chance,
        frames,
        frame -> assertEquals(frame, MessageCodec.encode(MessageCodec.decode(frame))));
  }

  @Test
  void randomFramesGiveMessagesOrErrors() {
    Chance chance = new Chance(3);
    hammer(20_000, chance, List.of(), frame -> MessageCodec.decode(frame));
  }

  @Test
  void mutatedPacksGivePacksOrErrors() {
    Chance chance = new Chance(4);
    List<Commit> commits = Commits.loose(9, chance);
    Pack pack = Commits.sealed(commits, chance);
    List<Octets> packs = List.of(pack.encode(), Commits.keep(pack, commits.subList(2, 4)).encode());
    hammer(20_000, chance, packs, bytes -> assertEquals(bytes, Pack.decode(bytes).encode()));
  }

  @Test
  void mutatedControlRecordsGiveRecordsOrErrors() {
    Chance chance = new Chance(5);
    MerkleTree tree = MerkleTree.of(List.of(chance.octets(32), chance.octets(32)));
    Receipt receipt =
        new Receipt(
            Commits.ORGANISATION,
            Commits.REPOSITORY,
            chance.octets(16),
            3,
            chance.octets(32),
            4,
            tree,
            chance.octets(64));
    Certificate certificate =
        new Certificate(
            Commits.ORGANISATION,
            chance.octets(32),
            Optional.of("ada"),
            false,
            1,
            2,
            chance.octets(64));
    Refusal refusal = new Refusal(chance.id(), "denied", "No.");
    assertEquals(receipt, Receipt.decode(receipt.encode()));
    assertEquals(certificate, Certificate.decode(certificate.encode()));
    assertEquals(refusal, Refusal.decode(refusal.encode()));
    hammer(10_000, chance, receipt.encode(), bytes -> Receipt.decode(bytes).encode());
    hammer(10_000, chance, certificate.encode(), bytes -> Certificate.decode(bytes).encode());
    hammer(10_000, chance, refusal.encode(), bytes -> Refusal.decode(bytes).encode());
  }

  @Test
  void aFrameBeyondTheLimitIsRefusedUnread() {
    Octets huge = Octets.wrap(new byte[Limits.DEFAULT.frameBytes() + 1]);
    assertThrows(GoatException.LimitExceeded.class, () -> MessageCodec.decode(huge));
  }

  private static void hammer(
      int times, Chance chance, Octets good, Function<Octets, Octets> readAndWrite) {
    hammer(times, chance, List.of(good), bytes -> assertEquals(bytes, readAndWrite.apply(bytes)));
  }

  /** Feeds mutations of good bytes; some must be read and some refused, or nothing was tested. */
  private static void hammer(
      int times, Chance chance, List<Octets> good, Consumer<Octets> consumer) {
    int[] outcomes = new int[2];
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (int i = 0; i < times; i++) {
            Octets bytes =
                good.isEmpty()
                    ? chance.octets(chance.below(40))
                    : mutated(chance.oneOf(good), chance);
            try {
              consumer.accept(bytes);
              outcomes[0]++;
            } catch (GoatException refused) {
              assertEquals("corrupted", refused.code(), bytes::hex);
              outcomes[1]++;
            } catch (RuntimeException | Error wrong) {
              throw new AssertionError("mutation " + i + ": " + bytes.hex(), wrong);
            }
          }
        });
    assertTrue(outcomes[1] > 0, "nothing was refused");
    assertTrue(good.isEmpty() || outcomes[0] > 0, "nothing was read");
  }

  private static Octets mutated(Octets good, Chance chance) {
    byte[] bytes = good.array().clone();
    switch (chance.below(4)) {
      case 0 -> bytes[chance.below(bytes.length)] ^= (byte) (1 << chance.below(8));
      case 1 -> bytes[chance.below(Math.min(bytes.length, 12))] = (byte) chance.below(256);
      case 2 -> {
        return good.prefix(chance.below(bytes.length + 20));
      }
      default -> {
        int from = chance.below(bytes.length);
        int to = chance.below(bytes.length);
        int length = Math.min(chance.below(9), bytes.length - Math.max(from, to));
        System.arraycopy(bytes, from, bytes, to, length);
      }
    }
    return Octets.wrap(bytes);
  }

  private static Map<Octets, Long> chains(Chance chance) {
    Map<Octets, Long> chains = new TreeMap<>();
    chains.put(chance.octets(16), 3L);
    chains.put(chance.octets(16), 1L << 33);
    return chains;
  }

  private static List<Octets> frames(Chance chance) {
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
    messages.add(new Message.Subscribe(1, Commits.REPOSITORY, chains(chance)));
    for (int count : new int[] {0, 3, 140}) {
      Filter filter = Filter.of(chance.ids(count), chance);
      messages.add(new Message.Offer(1, 2, 3, count == 3, 4, count, sum, filter));
    }
    messages.add(new Message.Close(1, 2, 3, 4, 5, sum));
    messages.add(new Message.Closed(1, 2, 3, true));
    messages.add(
        new Message.Data(
            1, 2, List.of(chance.octets(9)), List.of(chance.octets(30), Octets.EMPTY)));
    messages.add(new Message.Control(1, List.of(chance.octets(9))));
    messages.add(new Message.Refuse(1, chance.id(), "invalid-value", "No."));
    messages.add(new Message.Need(1, chance.ids(3)));
    return messages.stream().map(MessageCodec::encode).toList();
  }
}
