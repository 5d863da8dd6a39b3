package dev.goatdb.core.commit;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a commit does: the author's own operations on the value its parents merge to.
 *
 * @param salt 16 random bytes, so that a body cannot be guessed from its hash; in what an upgrade
 *     by code wrote, a hash of those of its parents
 * @param base with several parents, the first 8 bytes of the digest of the value that the author
 *     saw
 * @param operations at most one per place, in the order of places
 */
public record Body(Octets salt, Optional<Octets> base, List<Operation> operations) {
  public static final int SALT_BYTES = 16;
  public static final int BASE_BYTES = 8;
  private static final int USUAL_BYTES = 250;

  /** Orders the operations; of two for one place the later one counts. */
  public static Body of(Octets salt, Optional<Octets> base, Collection<Operation> operations) {
    List<Operation> ordered = new ArrayList<>(operations);
    ordered.sort(Operation::compareByPlace);
    for (int i = ordered.size() - 1; i > 0; i--) {
      if (Operation.compareByPlace(ordered.get(i - 1), ordered.get(i)) == 0) {
        ordered.remove(i - 1);
      }
    }
    return new Body(salt, base, Collections.unmodifiableList(ordered));
  }

  public Octets encode() {
    return encode(new CborWriter(USUAL_BYTES));
  }

  /** The same by a writer that is used for many. */
  Octets encode(CborWriter scratch) {
    CborWriter out = scratch.clear().array(3).bytes(salt);
    base.ifPresentOrElse(out::bytes, out::nil);
    out.array(operations.size());
    for (Operation operation : operations) {
      operation.write(out);
    }
    return out.octets();
  }

  /** Throws {@code Corrupted} unless the bytes are the canonical form of a body. */
  public static Body decode(Octets bytes) {
    CborReader in = new CborReader(bytes);
    in.array(3);
    Octets salt = in.bytes(SALT_BYTES);
    Optional<Octets> base = in.skipNil() ? Optional.empty() : Optional.of(in.bytes(BASE_BYTES));
    return new Body(salt, base, List.copyOf(operations(in)));
  }

  /** Only the salt of an encoded body; throws like {@link #decode}. */
  public static Octets salt(Octets bytes) {
    CborReader in = new CborReader(bytes);
    in.array(3);
    return in.bytes(SALT_BYTES);
  }

  /** Only the operations of an encoded body; throws like {@link #decode}. */
  static List<Operation> operations(Octets bytes) {
    CborReader in = new CborReader(bytes);
    in.array(3);
    in.skipBytes(SALT_BYTES);
    if (!in.skipNil()) {
      in.skipBytes(BASE_BYTES);
    }
    return operations(in);
  }

  /** Reads the operations, to the end. */
  private static List<Operation> operations(CborReader in) {
    int length = in.array();
    if (length > Limits.DEFAULT.operations()) {
      throw in.bad("a body has too many operations");
    }
    List<Operation> operations = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      Operation operation = Operation.read(in);
      if (i > 0 && Operation.compareByPlace(operations.get(i - 1), operation) >= 0) {
        throw in.bad("the operations of a body are out of order");
      }
      operations.add(operation);
    }
    in.end();
    return operations;
  }

  public static Octets hash(Octets encoded) {
    return Pure.sha256(encoded);
  }
}
