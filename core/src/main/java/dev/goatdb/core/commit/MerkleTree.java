package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Merkle tree (RFC 9162, section 2.1) over ids, some of which may be absent: maximal absent
 * subtrees are represented by their hashes, so the root, and with it a signature over the root, can
 * be checked all the same. The root is computed when somebody asks for it.
 */
public final class MerkleTree {
  private final int size;
  private final List<Slot> slots;
  private @Nullable Octets root;

  /** A part of the tree. */
  public sealed interface Slot {
    /** A leaf that is here. */
    record Present(Octets id) implements Slot {}

    /** A subtree of {@code count} leaves that are not here. */
    record Absent(int count, Octets hash) implements Slot {}
  }

  /**
   * @param size the number of leaves, absent ones included
   * @param slots present ids and absent subtrees, from left to right
   */
  public MerkleTree(int size, List<Slot> slots) {
    this.size = size;
    this.slots = List.copyOf(slots);
  }

  public static MerkleTree of(List<Octets> ids) {
    List<Slot> slots = new ArrayList<>(ids.size());
    ids.forEach(id -> slots.add(new Slot.Present(id)));
    return new MerkleTree(slots.size(), slots);
  }

  public int size() {
    return size;
  }

  /** Present ids and absent subtrees, from left to right. */
  public List<Slot> slots() {
    return slots;
  }

  /**
   * The hash of the whole; throws {@code Corrupted} unless the slots form exactly this tree, with
   * absent subtrees as large as they can be.
   */
  public Octets root() {
    Octets known = root;
    if (known == null) {
      Walk walk = new Walk(id -> true);
      known = walk.node(size);
      walk.end();
      if (walk.kept.size() < slots.size()) {
        throw walk.malformed();
      }
      root = known;
    }
    return known;
  }

  /** The same tree, with a root that was computed when the bytes it came from were written. */
  public MerkleTree rooted(Octets known) {
    MerkleTree tree = new MerkleTree(size, slots);
    tree.root = known;
    return tree;
  }

  /** The same tree with only the ids that {@code keep} accepts. */
  public MerkleTree keep(Predicate<Octets> keep) {
    Walk walk = new Walk(keep);
    walk.node(size);
    return new MerkleTree(size, walk.kept);
  }

  /** The ids that are here, from left to right. */
  public List<Octets> present() {
    List<Octets> ids = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot instanceof Slot.Present present) {
        ids.add(present.id());
      }
    }
    return ids;
  }

  /** Writes the absent subtrees; {@code leaf} writes what stands for a present one. */
  public void write(CborWriter out, LeafWriter leaf) {
    out.array(slots.size());
    int index = 0;
    for (Slot slot : slots) {
      switch (slot) {
        case Slot.Present present -> leaf.write(out, index++);
        case Slot.Absent absent -> out.array(2).integer(absent.count()).bytes(absent.hash());
      }
    }
  }

  /** Writes the present leaf of that rank. */
  @FunctionalInterface
  public interface LeafWriter {
    void write(CborWriter out, int rank);
  }

  /** Reads the id of the next present leaf. */
  @FunctionalInterface
  public interface LeafReader {
    Octets read(CborReader in);
  }

  /**
   * Reads what {@link #write} wrote; {@code leaf} reads a present leaf, which is never an array of
   * two.
   */
  public static MerkleTree read(CborReader in, int size, LeafReader leaf) {
    Reading reading = new Reading(in, size);
    while (reading.advance(leaf)) {
      // The next part.
    }
    return reading.tree();
  }

  /** A tree being read part by part. */
  public static final class Reading {
    private final CborReader in;
    private final int size;
    private final List<Slot> slots;
    private int left;
    private int covered;

    public Reading(CborReader in, int size) {
      this.in = in;
      this.size = size;
      this.left = in.array();
      this.slots = new ArrayList<>(Math.min(left, size));
    }

    /** Reads a leaf or an absent subtree; false where nothing was left to read. */
    public boolean advance(LeafReader leaf) {
      if (left == 0) {
        return false;
      }
      left--;
      if (in.peekArray(2)) {
        in.array(2);
        Slot.Absent absent = new Slot.Absent(in.integer(1, size), in.bytes(CommitId.BYTES));
        slots.add(absent);
        covered += absent.count();
      } else {
        slots.add(new Slot.Present(leaf.read(in)));
        covered++;
      }
      if (covered > size) {
        throw in.bad("a tree has more leaves than it says");
      }
      return true;
    }

    /** What was read. */
    public MerkleTree tree() {
      return new MerkleTree(size, slots);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MerkleTree that && size == that.size && slots.equals(that.slots);
  }

  @Override
  public int hashCode() {
    return slots.hashCode();
  }

  private static Octets hash(int prefix, Octets left, Octets right) {
    byte[] bytes = new byte[1 + left.size() + right.size()];
    bytes[0] = (byte) prefix;
    left.copyTo(bytes, 1);
    right.copyTo(bytes, 1 + left.size());
    return Pure.sha256(bytes);
  }

  /** One pass from left to right that computes hashes and collects what is kept. */
  private final class Walk {
    private final Predicate<Octets> keep;
    private final List<Slot> kept = new ArrayList<>();
    private int at;

    Walk(Predicate<Octets> keep) {
      this.keep = keep;
    }

    Octets node(int leaves) {
      if (leaves == 0) {
        return Pure.sha256(new byte[0]);
      }
      if (at == slots.size()) {
        throw malformed();
      }
      Slot slot = slots.get(at);
      if (slot instanceof Slot.Absent absent && absent.count() == leaves) {
        at++;
        kept.add(absent);
        return absent.hash();
      }
      if (leaves == 1) {
        return leaf(slot);
      }
      int left = Integer.highestOneBit(leaves - 1);
      Octets leftHash = node(left);
      Octets rightHash = node(leaves - left);
      Octets whole = hash(1, leftHash, rightHash);
      join(left, leaves, whole);
      return whole;
    }

    private Octets leaf(Slot slot) {
      if (!(slot instanceof Slot.Present present)) {
        throw malformed();
      }
      at++;
      Octets hash = hash(0, present.id(), Octets.EMPTY);
      kept.add(keep.test(present.id()) ? present : new Slot.Absent(1, hash));
      return hash;
    }

    /** Two absent halves are one absent whole. */
    private void join(int left, int leaves, Octets whole) {
      int last = kept.size() - 1;
      if (last > 0
          && kept.get(last) instanceof Slot.Absent right
          && right.count() == leaves - left
          && kept.get(last - 1) instanceof Slot.Absent before
          && before.count() == left) {
        kept.remove(last);
        kept.set(last - 1, new Slot.Absent(leaves, whole));
      }
    }

    void end() {
      if (at != slots.size()) {
        throw malformed();
      }
    }

    private GoatException malformed() {
      return new GoatException.Corrupted(
          "The parts of a Merkle tree of " + size + " leaves do not fit together.",
          "Ask for the pack again.");
    }
  }
}
