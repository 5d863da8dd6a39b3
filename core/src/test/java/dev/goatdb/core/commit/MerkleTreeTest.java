package dev.goatdb.core.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.goatdb.core.commit.MerkleTree.Slot;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Merkle trees: the root stays what it was, whatever is left out, and only then. */
class MerkleTreeTest {
  @Test
  void theRootIsThatOfRfc9162() {
    Property.check(
        100,
        chance -> {
          List<Octets> ids = ids(chance, chance.below(80));
          assertEquals(rootOf(ids), MerkleTree.of(ids).root());
        });
  }

  @Test
  void everySubsetOfSmallTreesHasTheSameRoot() {
    for (int size = 1; size <= 9; size++) {
      List<Octets> ids = ids(new Chance(size), size);
      MerkleTree whole = MerkleTree.of(ids);
      for (int mask = 0; mask < 1 << size; mask++) {
        int kept = mask;
        MerkleTree some = whole.keep(id -> (kept >> ids.indexOf(id) & 1) != 0);
        assertEquals(whole.root(), some.root());
        assertEquals(Integer.bitCount(mask), some.present().size());
        assertEquals(some, again(some));
      }
    }
  }

  @Test
  void whatIsLeftOutInTwoStepsIsLeftOutInOne() {
    Property.check(
        200,
        chance -> {
          List<Octets> ids = ids(chance, 1 + chance.below(100));
          Set<Octets> first = Set.copyOf(chance.shuffled(ids).subList(0, chance.below(ids.size())));
          Set<Octets> second =
              Set.copyOf(chance.shuffled(ids).subList(0, chance.below(ids.size())));
          MerkleTree whole = MerkleTree.of(ids);
          assertEquals(
              whole.keep(id -> first.contains(id) && second.contains(id)),
              whole.keep(first::contains).keep(second::contains));
        });
  }

  @Test
  void aChangedIdHashOrOrderChangesTheRoot() {
    Property.check(
        200,
        chance -> {
          List<Octets> ids = ids(chance, 2 + chance.below(40));
          MerkleTree some = MerkleTree.of(ids).keep(id -> chance.oneIn(3));
          List<Slot> slots = new ArrayList<>(some.slots());
          int at = chance.below(slots.size());
          slots.set(
              at,
              switch (slots.get(at)) {
                case Slot.Present present -> new Slot.Present(flipped(present.id(), chance));
                case Slot.Absent absent ->
                    new Slot.Absent(absent.count(), flipped(absent.hash(), chance));
              });
          assertNotEquals(some.root(), new MerkleTree(ids.size(), slots).root());
          List<Octets> turned = new ArrayList<>(ids);
          turned.add(turned.remove(0));
          assertNotEquals(some.root(), MerkleTree.of(turned).root());
        });
  }

  @Test
  void partsThatDoNotFitTogetherAreRefused() {
    List<Octets> ids = ids(new Chance(1), 5);
    List<Slot> all = MerkleTree.of(ids).slots();
    Octets hash = ids.get(0);
    refused(5, all.subList(0, 4));
    refused(4, all);
    refused(5, List.of(all.get(0), new Slot.Absent(2, hash), all.get(1), all.get(2)));
    refused(5, List.of(new Slot.Absent(5, hash), all.get(0)));
    refused(5, List.of(new Slot.Absent(6, hash)));
    refused(0, all.subList(0, 1));
  }

  @Test
  void absentSubtreesMustBeAsLargeAsTheyCanBe() {
    MerkleTree whole = MerkleTree.of(ids(new Chance(2), 2));
    List<Slot> halves =
        List.of(
            whole.keep(whole.present().get(1)::equals).slots().get(0),
            whole.keep(whole.present().get(0)::equals).slots().get(1));
    assertEquals(List.of(new Slot.Absent(2, whole.root())), whole.keep(id -> false).slots());
    refused(2, halves);
  }

  @Test
  void aTreeWithMoreLeavesThanItSaysIsRefusedBeforeItIsBuilt() {
    CborWriter out = new CborWriter().array(2);
    out.array(2).integer(3).bytes(Octets.wrap(new byte[32]));
    out.array(2).integer(3).bytes(Octets.wrap(new byte[32]));
    CborReader in = new CborReader(out.octets());
    assertThrows(
        GoatException.Corrupted.class, () -> MerkleTree.read(in, 5, reader -> reader.bytes(32)));
  }

  private static void refused(int size, List<Slot> slots) {
    MerkleTree tree = new MerkleTree(size, slots);
    assertThrows(GoatException.Corrupted.class, tree::root);
  }

  private static MerkleTree again(MerkleTree tree) {
    CborWriter out = new CborWriter();
    tree.write(out, (to, rank) -> to.bytes(tree.present().get(rank)));
    return MerkleTree.read(new CborReader(out.octets()), tree.size(), reader -> reader.bytes(32));
  }

  private static Octets flipped(Octets octets, Chance chance) {
    byte[] bytes = octets.array().clone();
    bytes[chance.below(bytes.length)] ^= (byte) (1 << chance.below(8));
    return Octets.wrap(bytes);
  }

  private static List<Octets> ids(Chance chance, int count) {
    return chance.ids(count).stream().map(CommitId::hash).toList();
  }

  /** The definition, as it stands in the RFC. */
  private static Octets rootOf(List<Octets> ids) {
    if (ids.size() < 2) {
      return ids.isEmpty() ? hash() : hash(Octets.wrap(new byte[1]), ids.get(0));
    }
    int split = 1;
    while (2 * split < ids.size()) {
      split *= 2;
    }
    Octets one = Octets.wrap(new byte[] {1});
    return hash(one, rootOf(ids.subList(0, split)), rootOf(ids.subList(split, ids.size())));
  }

  private static Octets hash(Octets... parts) {
    CborWriter out = new CborWriter();
    for (Octets part : parts) {
      out.raw(part.array());
    }
    return Pure.sha256(out.octets().array());
  }
}
