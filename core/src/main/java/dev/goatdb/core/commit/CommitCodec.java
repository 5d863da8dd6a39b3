package dev.goatdb.core.commit;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The short form of commits in packs: what the surroundings say (organisation, repository, session,
 * schemas) is left out, and a parent that stands earlier in the same pack is a number.
 */
final class CommitCodec {
  private final OrganisationId organisation;
  private final RepositoryPath repository;
  private final SessionId session;
  private final List<SchemaId> schemas;
  private final List<CommitId> earlier = new ArrayList<>();
  private final Map<CommitId, Integer> places = new HashMap<>();
  private int used;
  private final CborWriter scratch = new CborWriter();

  CommitCodec(
      OrganisationId organisation,
      RepositoryPath repository,
      SessionId session,
      List<SchemaId> schemas) {
    this.organisation = organisation;
    this.repository = repository;
    this.session = session;
    this.schemas = schemas;
  }

  void write(CborWriter out, Commit commit) {
    Header header = commit.header();
    out.array(8).text(header.item()).array(header.parents().size());
    for (CommitId parent : header.parents()) {
      Integer index = places.get(parent);
      if (index != null) {
        out.integer(index.intValue());
      } else {
        out.bytes(parent.hash());
      }
    }
    out.integer(header.generation()).integer(header.clock());
    out.integer(schemas.indexOf(header.schema())).integer(header.kind().code());
    header.original().ifPresentOrElse(id -> out.bytes(id.hash()), out::nil);
    out.bytes(commit.body());
    passed(commit.id());
  }

  private void passed(CommitId id) {
    places.put(id, earlier.size());
    earlier.add(id);
  }

  /** Whether every schema belongs to a commit that was read. */
  boolean usesAllSchemas() {
    return used == schemas.size();
  }

  Commit read(CborReader in) {
    in.array(8);
    String item = repository.readItem(in);
    List<CommitId> parents = parents(in);
    int generation = in.integer(1, Integer.MAX_VALUE);
    long clock = in.integer();
    if (clock < 0 || schemas.isEmpty()) {
      throw in.bad("a clock is negative, or a schema is missing");
    }
    // Schemas stand in the order in which commits use them first.
    int number = in.integer(0, Math.min(used, schemas.size() - 1));
    used = Math.max(used, number + 1);
    SchemaId schema = schemas.get(number);
    Header.Kind kind = Header.Kind.of(in.integer(0, 1));
    Optional<CommitId> original =
        in.skipNil() ? Optional.empty() : Optional.of(new CommitId(in.bytes(CommitId.BYTES)));
    Octets body = in.bytes();
    if (body.size() > Limits.DEFAULT.bodyBytes()) {
      throw in.bad("a body is larger than " + Limits.DEFAULT.bodyBytes() + " bytes");
    }
    Header header =
        Header.over(
            body,
            organisation,
            repository,
            item,
            parents,
            generation,
            clock,
            session,
            schema,
            kind,
            original);
    Commit commit = Commit.of(header, body, scratch);
    passed(commit.id());
    return commit;
  }

  private List<CommitId> parents(CborReader in) {
    int length = in.array();
    if (length == 0) {
      return List.of();
    }
    if (length > Limits.DEFAULT.parents()) {
      throw in.bad("a commit has too many parents");
    }
    List<CommitId> parents = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      boolean number = in.peekMajor() == 0;
      if (number && earlier.isEmpty()) {
        throw in.bad("a parent refers to nothing");
      }
      CommitId parent =
          number
              ? earlier.get(in.integer(0, earlier.size() - 1))
              : new CommitId(in.bytes(CommitId.BYTES));
      boolean canonical = number || !places.containsKey(parent);
      if (!canonical || i > 0 && parents.get(i - 1).compareTo(parent) >= 0) {
        throw in.bad("the parents of a commit are not in canonical form");
      }
      parents.add(parent);
    }
    return List.copyOf(parents);
  }

  static void writeSchemas(CborWriter out, List<SchemaId> schemas) {
    out.array(schemas.size());
    for (SchemaId schema : schemas) {
      schema.write(out.array(3));
    }
  }

  static List<SchemaId> readSchemas(CborReader in) {
    int length = in.array();
    if (length > Limits.DEFAULT.packCommits()) {
      throw in.bad("there are more schemas than commits");
    }
    List<SchemaId> schemas = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      in.array(3);
      SchemaId schema = SchemaId.read(in);
      if (schemas.contains(schema)) {
        throw in.bad("a schema stands twice");
      }
      schemas.add(schema);
    }
    return schemas;
  }
}
