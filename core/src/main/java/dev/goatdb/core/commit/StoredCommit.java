package dev.goatdb.core.commit;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Base32;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form in which a log holds a commit: it can be read alone, and what the log says anyway is
 * left out. A name that is sixteen random bytes in base 32 is stored as these.
 */
public final class StoredCommit {
  private static final int NAME_BYTES = 16;
  private static final int NAME_LENGTH = 26;
  private static final int ROOM = 100;

  private StoredCommit() {}

  public static Octets encode(Commit commit, int context) {
    CborWriter out = new CborWriter(commit.body().size() + ROOM);
    write(out, commit, context);
    return out.octets();
  }

  /** Appends the stored form of a commit. */
  public static void write(CborWriter out, Commit commit, int context) {
    Header header = commit.header();
    boolean plain = header.kind() == Header.Kind.EDIT && header.original().isEmpty();
    out.array(plain ? 6 : 8).integer(context);
    writeItem(out, header.item());
    out.array(header.parents().size());
    for (CommitId parent : header.parents()) {
      out.bytes(parent.hash());
    }
    out.integer(header.generation()).integer(header.clock()).bytes(commit.body());
    if (!plain) {
      out.integer(header.kind().code());
      header.original().ifPresentOrElse(id -> out.bytes(id.hash()), out::nil);
    }
  }

  private static void writeItem(CborWriter out, String item) {
    Optional<Octets> bytes = item.length() == NAME_LENGTH ? Base32.decode(item) : Optional.empty();
    bytes.ifPresentOrElse(out::bytes, () -> out.text(item));
  }

  /** The clock of a stored commit; nothing behind it is read. */
  public static long clock(Octets stored) {
    CborReader in = CborReader.sharing(stored);
    itemOf(in);
    int parents = in.array();
    for (int i = 0; i < parents; i++) {
      in.skipBytes(CommitId.BYTES);
    }
    in.integer();
    return in.integer();
  }

  private static String itemOf(CborReader in) {
    in.array();
    in.integer(0, Integer.MAX_VALUE);
    return in.peekMajor() == 2 ? Base32.encode(in.bytes(NAME_BYTES)) : in.text();
  }

  /** The item of a stored commit, which is all that is read of it. */
  public static String item(Octets stored) {
    return itemOf(CborReader.sharing(stored));
  }

  /** Reads a commit; throws {@code Corrupted} for anything malformed. */
  public static Commit decode(
      Octets stored, Contexts contexts, OrganisationId organisation, RepositoryPath repository) {
    return decode(new CborReader(stored), contexts, organisation, repository);
  }

  /** The same for a commit that shares the memory of its bytes. */
  public static Commit decodeSharing(
      Octets stored, Contexts contexts, OrganisationId organisation, RepositoryPath repository) {
    return decode(CborReader.sharing(stored), contexts, organisation, repository);
  }

  private static Commit decode(
      CborReader in, Contexts contexts, OrganisationId organisation, RepositoryPath repository) {
    int parts = in.array();
    if (parts != 6 && parts != 8) {
      throw in.bad("a commit has another number of parts");
    }
    Contexts.Context context = contexts.get(in.integer(0, Integer.MAX_VALUE), in);
    String item = readItem(in, repository);
    List<CommitId> parents = readParents(in);
    int generation = in.integer(1, Integer.MAX_VALUE);
    long clock = in.integer();
    Octets body = in.bytes();
    if (clock < 0 || body.size() > Limits.DEFAULT.bodyBytes()) {
      throw in.bad("a clock is negative, or a body too large");
    }
    Header.Kind kind = Header.Kind.EDIT;
    Optional<CommitId> original = Optional.empty();
    if (parts == 8) {
      kind = Header.Kind.of(in.integer(0, 1));
      original =
          in.skipNil() ? Optional.empty() : Optional.of(new CommitId(in.bytes(CommitId.BYTES)));
      if (kind == Header.Kind.EDIT && original.isEmpty()) {
        throw in.bad("a commit is longer than it needs to be");
      }
    }
    in.end();
    return Commit.of(
        Header.over(
            body,
            organisation,
            repository,
            item,
            parents,
            generation,
            clock,
            context.session(),
            context.schema(),
            kind,
            original),
        body);
  }

  private static String readItem(CborReader in, RepositoryPath repository) {
    if (in.peekMajor() == 2) {
      return Base32.encode(in.bytes(NAME_BYTES));
    }
    String item = repository.readItem(in);
    if (item.length() == NAME_LENGTH && Base32.decode(item).isPresent()) {
      throw in.bad("a name is not in its short form");
    }
    return item;
  }

  private static List<CommitId> readParents(CborReader in) {
    int length = in.array();
    if (length == 0) {
      return List.of();
    }
    if (length > Limits.DEFAULT.parents()) {
      throw in.bad("a commit has too many parents");
    }
    List<CommitId> parents = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      CommitId parent = new CommitId(in.bytes(CommitId.BYTES));
      if (i > 0 && parents.get(i - 1).compareTo(parent) >= 0) {
        throw in.bad("the parents of a commit are out of order");
      }
      parents.add(parent);
    }
    return List.copyOf(parents);
  }
}
