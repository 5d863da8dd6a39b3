package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored form of an own commit that no seal covers yet. */
public final class LooseCommit {
  private LooseCommit() {}

  public static Octets encode(Commit commit) {
    Header header = commit.header();
    CborWriter out = new CborWriter().array(3).bytes(header.session().bytes());
    List<SchemaId> schemas = List.of(header.schema());
    CommitCodec.writeSchemas(out, schemas);
    new CommitCodec(header.organisation(), header.repository(), header.session(), schemas)
        .write(out, commit);
    return out.octets();
  }

  /** Throws {@code Corrupted} for anything malformed. */
  public static Commit decode(
      Octets bytes, OrganisationId organisation, RepositoryPath repository) {
    return new Reader(organisation, repository).read(bytes);
  }

  /**
   * Reads many of one repository, which share the memory of their bytes; what they have in common
   * is read once.
   */
  public static final class Reader {
    private final OrganisationId organisation;
    private final RepositoryPath repository;
    private Octets common = Octets.EMPTY;
    private @Nullable CommitCodec codec;

    public Reader(OrganisationId organisation, RepositoryPath repository) {
      this.organisation = organisation;
      this.repository = repository;
    }

    /** Throws {@code Corrupted} for anything malformed. */
    public Commit read(Octets bytes) {
      CommitCodec known = codec;
      boolean same = known != null && bytes.startsWith(common);
      CborReader in = CborReader.sharing(same ? bytes.from(common.size()) : bytes);
      if (known == null || !same) {
        in.array(3);
        SessionId session = new SessionId(in.bytes(SessionId.BYTES));
        known = new CommitCodec(organisation, repository, session, CommitCodec.readSchemas(in));
        common = bytes.prefix(in.position());
        codec = known;
      }
      Commit commit = known.read(in);
      known.forget();
      in.end();
      return commit;
    }
  }
}
