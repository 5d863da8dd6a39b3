package dev.goatdb.core.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackOrderTest {
  private static final OrganisationId ORGANISATION = new OrganisationId(filled(32, 1));
  private static final RepositoryPath PATH = RepositoryPath.parse("/data/todos");

  private final Graph graph = new Graph(10, new MapLedger());

  /** One author seals a and d together, and d builds on another author's b. */
  @Test
  void packsComeParentsBeforeChildrenWhereSealsInterleave() {
    Commit a = commit(1, "a", 1, List.of());
    Commit b = commit(2, "b", 1, List.of());
    Commit d = commit(1, "b", 2, List.of(b));
    Piece one = piece(1, List.of(a, d));
    Piece two = piece(2, List.of(b));
    List<Node> nodes = List.of(graph.admit(a, one), graph.admit(b, two), graph.admit(d, one));

    List<Pack> packs = Pack.of(nodes);

    assertEquals(
        List.of(List.of(a), List.of(b), List.of(d)), packs.stream().map(Pack::commits).toList());
    for (Pack pack : packs) {
      assertEquals(pack.commits(), Pack.decode(pack.encode()).commits());
    }
  }

  @Test
  void whatOneSealCoversStaysTogether() {
    Commit a = commit(1, "a", 1, List.of());
    Commit b = commit(1, "b", 1, List.of());
    Piece piece = piece(1, List.of(a, b));
    List<Node> nodes = List.of(graph.admit(a, piece), graph.admit(b, piece));
    assertEquals(List.of(List.of(a, b)), Pack.of(nodes).stream().map(Pack::commits).toList());
  }

  private static Commit commit(int session, String item, int generation, List<Commit> parents) {
    List<CommitId> ids = new ArrayList<>();
    parents.forEach(parent -> ids.add(parent.id()));
    Header draft =
        new Header(
            ORGANISATION,
            PATH,
            item,
            ids,
            generation,
            generation,
            new SessionId(filled(SessionId.BYTES, session)),
            new SchemaId("task", 1, filled(SchemaId.DIGEST_BYTES, 0)),
            Header.Kind.EDIT,
            Optional.empty(),
            Octets.EMPTY);
    return Commit.author(
        draft, Body.of(filled(Body.SALT_BYTES, session), Optional.empty(), List.of()));
  }

  private static Piece piece(int session, List<Commit> commits) {
    MerkleTree tree = MerkleTree.of(commits.stream().map(commit -> commit.id().hash()).toList());
    Seal seal =
        new Seal(
            ORGANISATION,
            PATH,
            new SessionId(filled(SessionId.BYTES, session)),
            filled(Seal.INCARNATION_BYTES, 0),
            0,
            0,
            tree.size(),
            tree.root(),
            filled(Seal.SIGNATURE_BYTES, 0));
    return new Piece(seal, tree);
  }

  private static Octets filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return Octets.wrap(bytes);
  }
}
