package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;

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
    CborReader in = new CborReader(bytes.array());
    in.array(3);
    SessionId session = new SessionId(in.bytes(SessionId.BYTES));
    Commit commit =
        new CommitCodec(organisation, repository, session, CommitCodec.readSchemas(in)).read(in);
    in.end();
    return commit;
  }
}
