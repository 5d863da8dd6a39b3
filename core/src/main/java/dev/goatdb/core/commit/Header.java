package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All of a commit that its id depends on.
 *
 * <p>The hash of a body that is here is computed when somebody asks for it: whoever only reads a
 * value never does.
 */
public final class Header {
  public static final int VERSION = 0;
  private static final int USUAL_BYTES = 250;
  private static final Octets DOMAIN = Octets.wrap(ascii("goat/commit/1"));

  /** Why a commit exists. */
  public enum Kind {
    /** Somebody's edit. */
    EDIT(0),
    /** A merge written by the authority. */
    MERGE(1);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Kind of(int code) {
      return code == 0 ? EDIT : MERGE;
    }
  }

  private final OrganisationId organisation;
  private final RepositoryPath repository;
  private final String item;
  private final List<CommitId> parents;
  private final int generation;
  private final long clock;
  private final SessionId session;
  private final SchemaId schema;
  private final Kind kind;
  private final Optional<CommitId> original;
  private final Octets body;
  private @Nullable Octets bodyHash;

  private Header(
      OrganisationId organisation,
      RepositoryPath repository,
      String item,
      List<CommitId> parents,
      int generation,
      long clock,
      SessionId session,
      SchemaId schema,
      Kind kind,
      Optional<CommitId> original,
      Octets body,
      @Nullable Octets bodyHash) {
    this.organisation = organisation;
    this.repository = repository;
    this.item = item;
    this.parents = parents;
    this.generation = generation;
    this.clock = clock;
    this.session = session;
    this.schema = schema;
    this.kind = kind;
    this.original = original;
    this.body = body;
    this.bodyHash = bodyHash;
  }

  /**
   * @param parents the commits whose merged value the author saw, sorted
   * @param generation 1 + the highest generation of the parents
   * @param clock a {@link Hlc} above those of the parents
   * @param original for a re-authored commit, the first original
   * @param bodyHash SHA-256 of the encoded body
   */
  public Header(
      OrganisationId organisation,
      RepositoryPath repository,
      String item,
      List<CommitId> parents,
      int generation,
      long clock,
      SessionId session,
      SchemaId schema,
      Kind kind,
      Optional<CommitId> original,
      Octets bodyHash) {
    this(
        organisation,
        repository,
        item,
        parents,
        generation,
        clock,
        session,
        schema,
        kind,
        original,
        Octets.EMPTY,
        bodyHash);
  }

  /** The same for a body that is here. */
  static Header over(
      Octets body,
      OrganisationId organisation,
      RepositoryPath repository,
      String item,
      List<CommitId> parents,
      int generation,
      long clock,
      SessionId session,
      SchemaId schema,
      Kind kind,
      Optional<CommitId> original) {
    return new Header(
        organisation,
        repository,
        item,
        parents,
        generation,
        clock,
        session,
        schema,
        kind,
        original,
        body,
        null);
  }

  /** The same over a body that is here, its parents in order. */
  Header over(Octets encoded) {
    List<CommitId> sorted = parents;
    if (sorted.size() > 1) {
      sorted = new ArrayList<>(parents);
      sorted.sort(Comparator.naturalOrder());
    }
    return over(
        encoded,
        organisation,
        repository,
        item,
        sorted,
        generation,
        clock,
        session,
        schema,
        kind,
        original);
  }

  public OrganisationId organisation() {
    return organisation;
  }

  public RepositoryPath repository() {
    return repository;
  }

  public String item() {
    return item;
  }

  /** The commits whose merged value the author saw, sorted. */
  public List<CommitId> parents() {
    return parents;
  }

  /** 1 + the highest generation of the parents. */
  public int generation() {
    return generation;
  }

  /** A {@link Hlc} above those of the parents. */
  public long clock() {
    return clock;
  }

  public SessionId session() {
    return session;
  }

  public SchemaId schema() {
    return schema;
  }

  public Kind kind() {
    return kind;
  }

  /** For a re-authored commit, the first original. */
  public Optional<CommitId> original() {
    return original;
  }

  /** SHA-256 of the encoded body. */
  public Octets bodyHash() {
    Octets known = bodyHash;
    if (known == null) {
      known = Body.hash(body);
      bodyHash = known;
    }
    return known;
  }

  /** The same header under an organisation, with other parents. */
  public Header adopted(OrganisationId by, List<CommitId> renamed) {
    return new Header(
        by,
        repository,
        item,
        renamed,
        generation,
        clock,
        session,
        schema,
        kind,
        original,
        body,
        bodyHash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Header that && encode().equals(that.encode());
  }

  @Override
  public int hashCode() {
    return item.hashCode();
  }

  public CommitId id() {
    return id(new CborWriter(USUAL_BYTES));
  }

  /** The same by a writer that is used for many. */
  CommitId id(CborWriter scratch) {
    CborWriter out = scratch.clear().raw(DOMAIN);
    write(out);
    return new CommitId(out.sha256());
  }

  /** The canonical bytes: a map with the keys that docs/format.md lists. */
  public Octets encode() {
    CborWriter out = new CborWriter();
    write(out);
    return out.octets();
  }

  private void write(CborWriter out) {
    out.map(original.isPresent() ? 12 : 11);
    out.integer(1).integer(VERSION);
    out.integer(2).bytes(organisation.hash());
    repository.write(out.integer(3));
    out.integer(4).text(item);
    out.integer(5).array(parents.size());
    for (CommitId parent : parents) {
      out.bytes(parent.hash());
    }
    out.integer(6).integer(generation);
    out.integer(7).integer(clock);
    out.integer(8).bytes(session.bytes());
    schema.write(out.integer(9).array(3));
    out.integer(10).integer(kind.code());
    original.ifPresent(id -> out.integer(11).bytes(id.hash()));
    out.integer(12).bytes(bodyHash());
  }

  static byte[] ascii(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }
}
