package dev.goatdb.core.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Packs and bodies: what is under a seal is what was sealed, whole or in parts. */
class PackTest {
  @Test
  void aPackRoundTripsWholeAndInParts() {
    Property.check(
        200,
        chance -> {
          List<Commit> commits = chain(chance, 1 + chance.below(20));
          Pack whole = Commits.sealed(commits, chance);
          List<Commit> kept = commits.stream().filter(commit -> chance.oneIn(2)).toList();
          for (Pack pack : List.of(whole, Commits.keep(whole, kept))) {
            Pack read = Pack.decode(pack.encode());
            assertEquals(pack.encode(), read.encode());
            assertEquals(pack.piece().seal(), read.piece().seal());
            assertEquals(
                pack.commits().stream().map(Commit::header).toList(),
                read.commits().stream().map(Commit::header).toList());
            assertEquals(
                pack.commits().stream().map(Commit::body).toList(),
                read.commits().stream().map(Commit::body).toList());
          }
        });
  }

  @Test
  void aSwappedBodyIsRefused() {
    Chance chance = new Chance(1);
    List<Commit> commits = Commits.loose(3, chance);
    Commit first = commits.get(0);
    Octets other = commits.get(1).body();
    List<Commit> forged = new ArrayList<>(commits);
    forged.set(0, Commit.of(first.header(), other));
    refused(new Pack(Commits.sealed(commits, chance).piece(), forged).encode());
  }

  @Test
  void aForgedLeafIsRefused() {
    Chance chance = new Chance(2);
    List<Commit> commits = Commits.loose(4, chance);
    Pack pack = Commits.sealed(commits, chance);
    List<Commit> forged = new ArrayList<>(commits);
    forged.set(2, Commits.loose(3, new Chance(3)).get(2));
    refused(new Pack(pack.piece(), forged).encode());
    List<Commit> other = turned(commits);
    refused(new Pack(pack.piece(), other).encode());
  }

  @Test
  void noFlippedBitOfAnIdOrBodyGoesUnnoticed() {
    Chance chance = new Chance(4);
    Pack pack = Commits.sealed(Commits.loose(2, chance), chance);
    Octets good = pack.encode();
    for (int i = 0; i < good.size(); i++) {
      byte[] bytes = good.array().clone();
      bytes[i] ^= 1;
      try {
        Pack read = Pack.decode(Octets.wrap(bytes));
        boolean signed = read.piece().seal().message().equals(pack.piece().seal().message());
        boolean signature = read.piece().seal().signature().equals(pack.piece().seal().signature());
        assertTrue(!signed || !signature, "a flip at " + i + " is hidden from the signature");
      } catch (GoatException.Corrupted refused) {
        assertEquals("corrupted", refused.code());
      }
    }
  }

  @Test
  void anItemWithoutAProperNameIsRefused() {
    Chance chance = new Chance(5);
    Contexts contexts = new Contexts();
    for (String name : List.of("", ".", "a/b", "\n", "x".repeat(129))) {
      Commit commit =
          Commits.of(
              Commits.SCHEMA, name, List.of(), 0, 1, chance.octets(Body.SALT_BYTES), List.of());
      refused(Commits.sealed(List.of(commit), chance).encode());
      assertThrows(
          GoatException.Corrupted.class,
          () ->
              StoredCommit.decode(
                  StoredCommit.encode(commit, contexts.add(commit)),
                  contexts,
                  Commits.ORGANISATION,
                  Commits.REPOSITORY));
    }
  }

  @Test
  void aRepositoryWithoutAProperNameIsCorruptedToo() {
    CborWriter out = new CborWriter();
    Chance chance = new Chance(6);
    Commits.sealed(Commits.loose(1, chance), chance).piece().seal().write(out);
    byte[] bytes = out.octets().array();
    int slash = 1 + 2 + 32 + 1;
    assertEquals('/', bytes[slash]);
    bytes[slash] = 'x';
    assertThrows(
        GoatException.Corrupted.class, () -> Seal.read(new CborReader(Octets.wrap(bytes)), 1));
  }

  @Test
  void aFloodOfSchemasIsRefusedAtOnce() {
    Chance chance = new Chance(7);
    CborWriter out = new CborWriter().array(4).integer(0);
    Commits.sealed(Commits.loose(1, chance), chance).piece().seal().write(out);
    List<SchemaId> schemas = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      schemas.add(new SchemaId("", 1 + i, chance.octets(SchemaId.DIGEST_BYTES)));
    }
    CommitCodec.writeSchemas(out, schemas);
    Octets bytes = out.array(0).octets();
    assertTimeoutPreemptively(Duration.ofSeconds(2), () -> refused(bytes));
  }

  @Test
  void operationsStandInTheOrderOfTheirPlacesAndTheLastOfAPlaceCounts() {
    Property.check(
        300,
        chance -> {
          List<Operation> operations = operations(chance);
          Octets salt = chance.octets(Body.SALT_BYTES);
          Body body = Body.of(salt, Optional.empty(), operations);
          for (int i = 1; i < body.operations().size(); i++) {
            Place before = body.operations().get(i - 1).place();
            assertTrue(before.compareTo(body.operations().get(i).place()) < 0);
          }
          for (Operation operation : body.operations()) {
            Operation last =
                operations.stream()
                    .filter(other -> other.place().equals(operation.place()))
                    .reduce((a, b) -> b)
                    .orElseThrow();
            assertEquals(last, operation);
          }
          assertEquals(body, Body.decode(body.encode()));
        });
  }

  @Test
  void aBodyOutOfOrderIsRefused() {
    Operation a = new Operation.Put(List.of("a"), Value.TRUE);
    Operation b = new Operation.Put(List.of("b"), Value.TRUE);
    Octets salt = Octets.wrap(new byte[Body.SALT_BYTES]);
    Body wrong = new Body(salt, Optional.empty(), List.of(b, a));
    Body twice = new Body(salt, Optional.empty(), List.of(a, a));
    assertThrows(GoatException.Corrupted.class, () -> Body.decode(wrong.encode()));
    assertThrows(GoatException.Corrupted.class, () -> Body.decode(twice.encode()));
  }

  private static List<Operation> operations(Chance chance) {
    List<Operation> operations = new ArrayList<>();
    for (int i = chance.below(12); i > 0; i--) {
      List<String> path = List.of("f" + chance.below(3));
      operations.add(
          switch (chance.below(6)) {
            case 0 -> new Operation.Put(path, chance.value(2));
            case 1 -> new Operation.Remove(path);
            case 2 -> new Operation.Include(path, Value.of((long) chance.below(3)));
            case 3 -> new Operation.Exclude(path, Value.of((long) chance.below(3)));
            case 4 -> new Operation.Increase(path, chance.integer());
            default -> new Operation.Put(Operation.DELETED, Value.of(chance.oneIn(2)));
          });
    }
    return operations;
  }

  private static List<Commit> chain(Chance chance, int length) {
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      List<Commit> parents = commits.stream().filter(commit -> chance.oneIn(4)).limit(16).toList();
      Octets salt = chance.octets(Body.SALT_BYTES);
      commits.add(Commits.above(parents, 1 + i, salt, operations(chance)));
    }
    return commits;
  }

  private static List<Commit> turned(List<Commit> commits) {
    List<Commit> turned = new ArrayList<>(commits);
    turned.add(turned.remove(0));
    return turned;
  }

  private static void refused(Octets bytes) {
    assertThrows(GoatException.Corrupted.class, () -> Pack.decode(bytes));
  }
}
