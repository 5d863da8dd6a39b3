package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import java.util.List;

/** A header with its id and the encoded body. */
public final class Commit implements Comparable<Commit> {
  private final CommitId id;
  private final Header header;
  private final Octets body;

  private Commit(CommitId id, Header header, Octets body) {
    this.id = id;
    this.header = header;
    this.body = body;
  }

  /** The caller has checked, or computed, that the header holds the body's hash. */
  static Commit of(Header header, Octets body) {
    return new Commit(header.id(), header, body);
  }

  /** The same by a writer that is used for many. */
  static Commit of(Header header, Octets body, CborWriter scratch) {
    return new Commit(header.id(scratch), header, body);
  }

  /** A new commit; the header's body hash is replaced by that of the body. */
  public static Commit author(Header draft, Body body) {
    Octets encoded = body.encode();
    return of(
        new Header(
            draft.organisation(),
            draft.repository(),
            draft.item(),
            draft.parents().stream().sorted().toList(),
            draft.generation(),
            draft.clock(),
            draft.session(),
            draft.schema(),
            draft.kind(),
            draft.original(),
            Body.hash(encoded)),
        encoded);
  }

  public CommitId id() {
    return id;
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
    return byClock != 0 ? byClock : id.compareTo(other.id);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Commit that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return header.item() + "@" + id;
  }
}
