package dev.goatdb.core.property;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commits and packs made by hand: nothing in them is checked. */
public final class Commits {
  public static final OrganisationId ORGANISATION =
      new OrganisationId(Octets.wrap(new byte[OrganisationId.BYTES]));
  public static final RepositoryPath REPOSITORY = new RepositoryPath("data", "todos");
  public static final SessionId SESSION = new SessionId(Octets.wrap(new byte[SessionId.BYTES]));
  public static final SchemaId SCHEMA =
      new SchemaId("task", 1, Octets.wrap(new byte[SchemaId.DIGEST_BYTES]));

  private Commits() {}

  /** A commit above the given ones, one generation up. */
  public static Commit above(
      List<Commit> parents, long clock, Octets salt, List<Operation> operations) {
    return of(SCHEMA, "milk", parents, 0, clock, salt, operations);
  }

  /** A commit whose generation is wrong by {@code lift}. */
  public static Commit of(
      SchemaId schema,
      String item,
      List<Commit> parents,
      int lift,
      long clock,
      Octets salt,
      List<Operation> operations) {
    int generation = parents.stream().mapToInt(p -> p.header().generation()).max().orElse(0);
    return of(
        new Header(
            ORGANISATION,
            REPOSITORY,
            item,
            parents.stream().map(Commit::id).toList(),
            generation + 1 + lift,
            clock,
            SESSION,
            schema,
            Header.Kind.EDIT,
            Optional.empty(),
            Octets.EMPTY),
        salt,
        operations);
  }

  public static Commit of(Header draft, Octets salt, List<Operation> operations) {
    return Commit.author(draft, Body.of(salt, Optional.empty(), operations));
  }

  /** Unrelated commits of items of their own. */
  public static List<Commit> loose(int count, Chance chance) {
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Operation> operations = List.of(new Operation.Put(List.of("text"), chance.value(2)));
      commits.add(
          of(SCHEMA, "item" + i, List.of(), 0, 1 + i, chance.octets(Body.SALT_BYTES), operations));
    }
    return commits;
  }

  /** The commits under one seal, whose signature is noise. */
  public static Pack sealed(List<Commit> commits, Chance chance) {
    MerkleTree tree = MerkleTree.of(commits.stream().map(Commit::id).map(CommitId::hash).toList());
    Seal seal =
        new Seal(
            ORGANISATION,
            REPOSITORY,
            SESSION,
            chance.octets(Seal.INCARNATION_BYTES),
            chance.below(100),
            0,
            tree.size(),
            tree.root(),
            chance.octets(Seal.SIGNATURE_BYTES));
    return new Pack(new Piece(seal, tree), commits);
  }

  /** The same pack with only some of its commits. */
  public static Pack keep(Pack pack, List<Commit> kept) {
    List<Octets> ids = kept.stream().map(commit -> commit.id().hash()).toList();
    MerkleTree tree = pack.piece().tree().keep(ids::contains);
    return new Pack(new Piece(pack.piece().seal(), tree), kept);
  }
}
