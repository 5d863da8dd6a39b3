package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;
import java.util.Optional;

/**
 * All of a commit that its id depends on.
 *
 * @param parents the commits whose merged value the author saw, sorted
 * @param generation 1 + the highest generation of the parents
 * @param clock a {@link Hlc} above those of the parents
 * @param original for a re-authored commit, the first original
 * @param bodyHash SHA-256 of the encoded body
 */
public record Header(
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
  public static final int VERSION = 0;
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

  public CommitId id() {
    return id(new CborWriter());
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
    out.integer(3).text(repository.toString());
    out.integer(4).text(item);
    out.integer(5).array(parents.size());
    parents.forEach(parent -> out.bytes(parent.hash()));
    out.integer(6).integer(generation);
    out.integer(7).integer(clock);
    out.integer(8).bytes(session.bytes());
    out.integer(9)
        .array(3)
        .text(schema.namespace())
        .integer(schema.version())
        .bytes(schema.digest());
    out.integer(10).integer(kind.code());
    original.ifPresent(id -> out.integer(11).bytes(id.hash()));
    out.integer(12).bytes(bodyHash);
  }

  static byte[] ascii(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }
}
