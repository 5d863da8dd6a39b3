package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header and the encoded body, with the id that follows from them. */
public final class Commit implements Comparable<Commit> {
  private final Header header;
  private final Octets body;
  private @Nullable CommitId id;

  private Commit(@Nullable CommitId id, Header header, Octets body) {
    this.id = id;
    this.header = header;
    this.body = body;
  }

  /**
   * The caller has checked, or computed, that the header holds the body's hash; the id is computed
   * when somebody asks for it.
   */
  static Commit of(Header header, Octets body) {
    return new Commit(null, header, body);
  }

  /** The same by a writer that is used for many. */
  static Commit of(Header header, Octets body, CborWriter scratch) {
    return new Commit(header.id(scratch), header, body);
  }

  /** A new commit; the header's body hash is replaced by that of the body. */
  public static Commit author(Header draft, Body body) {
    return author(draft, body, new CborWriter());
  }

  /** The same by a writer that is used for many. */
  public static Commit author(Header draft, Body body, CborWriter scratch) {
    Octets encoded = body.encode(scratch);
    return of(draft.over(encoded), encoded, scratch);
  }

  public CommitId id() {
    CommitId known = id;
    if (known == null) {
      known = header.id();
      id = known;
    }
    return known;
  }

  /** The same by a writer that is used for many. */
  public CommitId identify(CborWriter scratch) {
    CommitId known = id;
    if (known == null) {
      known = header.id(scratch);
      id = known;
    }
    return known;
  }

  public Header header() {
    return header;
  }

  /** The encoded body. */
  public Octets body() {
    return body;
  }

  /** Decodes the body; throws {@code Corrupted} where it is malformed. */
  public List<Operation> operations() {
    return Body.operations(body);
  }

  /** By clock, then by id: the order in which concurrent operations are applied. */
  @Override
  public int compareTo(Commit other) {
    int byClock = Long.compare(header.clock(), other.header.clock());
    return byClock != 0 ? byClock : id().compareTo(other.id());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Commit that && id().equals(that.id());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(header.clock());
  }

  @Override
  public String toString() {
    return header.item() + "@" + id();
  }
}
