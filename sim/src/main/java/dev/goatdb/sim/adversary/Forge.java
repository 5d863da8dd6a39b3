package dev.goatdb.sim.adversary;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes commits and seals by hand, right ones and wrong ones. */
final class Forge {
  private final Keys keys;
  private final Dice dice;
  private final Octets key;
  private final SchemaId schema;
  private OrganisationId organisation = OrganisationId.UNKNOWN;
  private Octets incarnation = Octets.EMPTY;
  private long sequence;
  private int written;

  /**
   * @param key the public key of the session
   * @param schema one that everybody knows, in which a text 'title' is all that is required
   */
  Forge(Keys keys, Dice dice, Octets key, SchemaId schema) {
    this.keys = keys;
    this.dice = dice;
    this.key = key;
    this.schema = schema;
  }

  /** Another connection, to that organisation. */
  void begin(OrganisationId of) {
    organisation = of;
    incarnation = dice.octets(Seal.INCARNATION_BYTES);
    sequence = 0;
  }

  OrganisationId organisation() {
    return organisation;
  }

  SessionId session() {
    return SessionId.of(key);
  }

  /** A draft to be varied. */
  final class Draft {
    private final RepositoryPath path;
    private final String item;
    private final List<CommitId> parents = new ArrayList<>();
    private int generation = 1;
    private long clock;
    private SchemaId of = schema;
    private SessionId by = session();
    private Header.Kind kind = Header.Kind.EDIT;
    private List<Operation> operations;

    Draft(RepositoryPath path, String item, long nowMillis) {
      this.path = path;
      this.item = item;
      this.clock = Hlc.ofMillis(nowMillis);
      this.operations =
          List.of(new Operation.Put(List.of("title"), Value.of("forged " + ++written)));
    }

    Draft on(Commit parent) {
      parents.add(parent.id());
      of = parent.header().schema();
      generation = Math.max(generation, 1 + parent.header().generation());
      clock = Math.max(clock, parent.header().clock() + 1);
      return this;
    }

    Draft on(CommitId unknown) {
      parents.add(unknown);
      generation = 2;
      return this;
    }

    Draft clock(long exactly) {
      clock = exactly;
      return this;
    }

    Draft generation(int exactly) {
      generation = exactly;
      return this;
    }

    Draft schema(SchemaId exactly) {
      of = exactly;
      return this;
    }

    Draft by(SessionId another) {
      by = another;
      return this;
    }

    Draft kind(Header.Kind exactly) {
      kind = exactly;
      return this;
    }

    Draft operations(Operation... exactly) {
      operations = List.of(exactly);
      return this;
    }

    Commit commit() {
      Header header =
          new Header(
              organisation,
              path,
              item,
              parents,
              generation,
              clock,
              by,
              of,
              kind,
              Optional.empty(),
              Octets.EMPTY);
      Body body = Body.of(dice.octets(Body.SALT_BYTES), Optional.empty(), operations);
      return Commit.author(header, body);
    }
  }

  Draft draft(RepositoryPath path, String item, long nowMillis) {
    return new Draft(path, item, nowMillis);
  }

  /** The commits under a seal of their own. */
  Pack seal(List<Commit> commits, int flags) {
    return seal(commits, flags, sequence++);
  }

  Pack seal(List<Commit> commits, int flags, long number) {
    List<Octets> ids = new ArrayList<>();
    commits.forEach(commit -> ids.add(commit.id().hash()));
    MerkleTree tree = MerkleTree.of(ids);
    Commit first = commits.get(0);
    Seal draft =
        new Seal(
            organisation,
            first.header().repository(),
            first.header().session(),
            incarnation,
            number,
            flags,
            tree.size(),
            tree.root(),
            Octets.EMPTY);
    return new Pack(new Piece(draft.signed(sign(draft.message())), tree), commits);
  }

  /** A commit that no program would make, in a pack of its own. */
  record Raw(CommitId id, Octets pack) {}

  /** A new item by a body of any bytes. */
  Raw raw(RepositoryPath path, String item, long nowMillis, Octets body) {
    Header header =
        new Header(
            organisation,
            path,
            item,
            List.of(),
            1,
            Hlc.ofMillis(nowMillis),
            session(),
            schema,
            Header.Kind.EDIT,
            Optional.empty(),
            Body.hash(body));
    MerkleTree tree = MerkleTree.of(List.of(header.id().hash()));
    Seal draft =
        new Seal(
            organisation,
            path,
            session(),
            incarnation,
            sequence++,
            0,
            1,
            tree.root(),
            Octets.EMPTY);
    CborWriter out = new CborWriter().array(4).integer(0);
    draft.signed(sign(draft.message())).write(out);
    schema.write(out.array(1).array(3));
    out.array(1).array(8).text(item).array(0).integer(1).integer(header.clock());
    out.integer(0).integer(0).nil().bytes(body);
    return new Raw(header.id(), out.octets());
  }

  /** Only some commits of a pack, the others absent. */
  static Pack part(Pack pack, Set<Octets> kept) {
    List<Commit> some = new ArrayList<>();
    pack.commits()
        .forEach(commit -> {
          if (kept.contains(commit.id().hash())) {
            some.add(commit);
          }
        });
    MerkleTree tree = pack.piece().tree().keep(kept::contains);
    return new Pack(new Piece(pack.piece().seal(), tree), some);
  }

  /** Signs with its own key, whatever it is. */
  Octets sign(Octets message) {
    return keys.sign(key, message);
  }
}
