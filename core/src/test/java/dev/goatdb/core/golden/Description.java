package dev.goatdb.core.golden;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a vector describes: a map with defaults for all that it leaves out, so that vectors say only
 * what they are about.
 */
record Description(Value.Dict entries) {
  private static final Octets ZEROS = Octets.wrap(new byte[64]);

  static Description of(byte[] input) {
    return of(Canonical.decode(input));
  }

  static Description of(Value value) {
    return new Description((Value.Dict) value);
  }

  boolean has(String key) {
    return entries.entries().containsKey(key);
  }

  Value get(String key) {
    return entries.entries().getOrDefault(key, Value.NULL);
  }

  String text(String key, String otherwise) {
    return has(key) ? Recipe.text(get(key)) : otherwise;
  }

  long integer(String key, long otherwise) {
    return has(key) ? Recipe.integer(get(key)) : otherwise;
  }

  List<Value> list(String key) {
    return Recipe.list(get(key));
  }

  /** The bytes under that key, or {@code size} zeros. */
  Octets bytes(String key, int size) {
    return has(key) ? ((Value.Bytes) get(key)).value() : ZEROS.prefix(size);
  }

  OrganisationId organisation() {
    return new OrganisationId(bytes("organisation", OrganisationId.BYTES));
  }

  RepositoryPath repository() {
    return RepositoryPath.parse(text("repository", "/data/todos"));
  }

  SessionId session() {
    return new SessionId(bytes("session", SessionId.BYTES));
  }

  /**
   * The commit that this describes; what is common to many stands in {@code common}, and a parent
   * that is a number is one of {@code earlier}.
   */
  Commit commit(Description common, List<Commit> earlier) {
    List<CommitId> parents = new ArrayList<>();
    for (Value parent : list("parents")) {
      parents.add(
          parent instanceof Value.Int index
              ? earlier.get((int) index.value()).id()
              : new CommitId(((Value.Bytes) parent).value()));
    }
    Header draft =
        new Header(
            common.organisation(),
            common.repository(),
            text("item", "milk"),
            parents,
            (int) integer("generation", 1),
            integer("clock", 65_536),
            has("session") ? session() : common.session(),
            new SchemaId(
                text("namespace", "task"),
                (int) integer("version", 1),
                bytes("digest", SchemaId.DIGEST_BYTES)),
            integer("kind", 0) == 0 ? Header.Kind.EDIT : Header.Kind.MERGE,
            has("original")
                ? Optional.of(new CommitId(bytes("original", CommitId.BYTES)))
                : Optional.empty(),
            Octets.EMPTY);
    Optional<Octets> base =
        has("base") ? Optional.of(bytes("base", Body.BASE_BYTES)) : Optional.empty();
    return Commit.author(draft, Body.of(bytes("salt", Body.SALT_BYTES), base, operations()));
  }

  /** The operations, in any order; each is written as it stands in a body. */
  List<Operation> operations() {
    return list("operations").stream()
        .map(operation -> Operation.read(new CborReader(Canonical.encode(operation))))
        .toList();
  }
}
