package dev.goatdb.fuzz.decoder;

import static dev.goatdb.fuzz.decoder.Target.require;
import static dev.goatdb.fuzz.decoder.Target.same;
import static dev.goatdb.fuzz.decoder.Target.succeeds;

import dev.goatdb.core.audit.Epoch;
import dev.goatdb.core.audit.Origin;
import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Commits and what is said about them, on the wire and in logs. */
final class CommitTargets {
  private static final Set<String> CORRUPTED = Set.of("corrupted");
  private static final int MOST_LEAVES = 1024;

  private CommitTargets() {}

  static List<Target<?>> all() {
    return List.of(
        record("body", Body::decode, Body::encode, bodies()),
        Target.of("pack", CORRUPTED, CommitTargets::read, CommitTargets::check, Seeds::packs),
        Target.of("tree", CORRUPTED, CommitTargets::tree, CommitTargets::checkTree, () -> trees()),
        record("seal", CommitTargets::seal, CommitTargets::written, seals()),
        record("certificate", Certificate::decode, Certificate::encode, certificates()),
        Target.of(
            "control",
            CORRUPTED,
            ControlRecord::decode,
            (record, bytes) -> {
              same(bytes, record.encode());
              require(ControlRecord.recall(bytes).equals(record), "is recalled as another one");
              MerkleTree tree = record.content().commits();
              require(tree.present().size() == tree.size(), "lacks a commit");
            },
            () -> Seeds.random(9, chance -> Seeds.control(chance).encode())),
        record(
            "refusal",
            Refusal::decode,
            Refusal::encode,
            Seeds.random(3, chance -> new Refusal(chance.id(), "denied", chance.text(9)).encode())),
        record("origin", Origin::decode, origin -> origin.encode().payload(), origins()),
        record(
            "atomic-mark",
            bytes -> AtomicMark.decode(bytes, MOST_LEAVES),
            AtomicMark::encode,
            Seeds.random(3, chance -> new AtomicMark(flags(chance), 1 + chance.below(9)).encode())),
        record("epoch", Epoch::decode, epoch -> epoch.encode().payload(), epochs()),
        Target.of(
            "context",
            CORRUPTED,
            CommitTargets::contexts,
            (contexts, bytes) -> same(bytes, contexts.encode(contexts.size() - 1)),
            () -> Seeds.random(3, chance -> Octets.wrap(contextRecord(chance)))),
        Target.of(
            "stored-commit",
            CORRUPTED,
            bytes -> StoredCommit.decode(bytes, known(), Commits.ORGANISATION, Commits.REPOSITORY),
            CommitTargets::checkStored,
            CommitTargets::storedCommits),
        Target.of(
            "stored-seal",
            CORRUPTED,
            bytes -> StoredSeal.decode(bytes, Commits.ORGANISATION, Commits.REPOSITORY),
            CommitTargets::checkStoredSeal,
            CommitTargets::storedSeals));
  }

  private static <T> Target<T> record(
      String name, Target.Decoder<T> decode, Function<T, Octets> encode, List<Octets> seeds) {
    return Target.of(
        name, CORRUPTED, decode, (read, bytes) -> same(bytes, encode.apply(read)), () -> seeds);
  }

  private static List<Octets> bodies() {
    return Seeds.random(
        20,
        chance ->
            Body.of(
                    chance.octets(Body.SALT_BYTES),
                    chance.oneIn(2) ? Optional.of(chance.octets(8)) : Optional.empty(),
                    Histories.operations(chance))
                .encode());
  }

  /** A pack as it is read again where it was checked before. */
  private static Pack read(Octets bytes) {
    Pack.Reading reading = new Pack.Reading(new CborReader(bytes));
    List<Commit> commits = new ArrayList<>();
    for (Commit next = reading.next(); next != null; next = reading.next()) {
      commits.add(next);
    }
    return new Pack(reading.recalled(), commits);
  }

  private static void check(Pack pack, Octets bytes) {
    same(bytes, pack.encode());
    for (Commit commit : pack.commits()) {
      require(commit.header().id().equals(commit.id()), "a commit has another id");
      succeeds("corrupted", commit::operations);
    }
    if (succeeds("corrupted", () -> Pack.decode(bytes))) {
      Pack whole = Pack.decode(bytes);
      require(whole.commits().equals(pack.commits()), "is read in two ways");
      Pack half = Commits.keep(whole, whole.commits().subList(0, whole.commits().size() / 2));
      same(half.encode(), Pack.decode(half.encode()).encode());
    }
  }

  private static MerkleTree tree(Octets bytes) {
    CborReader in = new CborReader(bytes);
    MerkleTree tree =
        MerkleTree.read(in, in.integer(1, MOST_LEAVES), reader -> reader.bytes(CommitId.BYTES));
    in.end();
    return tree;
  }

  private static Octets written(MerkleTree tree) {
    CborWriter out = new CborWriter().integer(tree.size());
    tree.write(out, (to, rank) -> to.bytes(tree.present().get(rank)));
    return out.octets();
  }

  private static void checkTree(MerkleTree tree, Octets bytes) {
    same(bytes, written(tree));
    if (succeeds("corrupted", tree::root)) {
      MerkleTree none = tree.keep(id -> false);
      require(none.root().equals(tree.root()), "has another root without its leaves");
      require(none.slots().size() == 1, "has absent parts that are not joined");
    }
  }

  private static List<Octets> trees() {
    return Seeds.random(
        12,
        chance -> {
          List<Octets> ids = new ArrayList<>();
          chance.ids(1 + chance.below(20)).forEach(id -> ids.add(id.hash()));
          return written(MerkleTree.of(ids).keep(id -> id.at(0) % 3 == 0));
        });
  }

  private static Seal seal(Octets bytes) {
    CborReader in = new CborReader(bytes);
    Seal seal = Seal.read(in, MOST_LEAVES);
    in.end();
    return seal;
  }

  private static Octets written(Seal seal) {
    CborWriter out = new CborWriter();
    seal.write(out);
    return out.octets();
  }

  private static List<Octets> seals() {
    return Seeds.random(6, chance -> written(flagged(sealed(chance).piece().seal(), chance)));
  }

  private static Pack sealed(Chance chance) {
    return Commits.sealed(Commits.loose(1 + chance.below(5), chance), chance);
  }

  /** The same seal over commits that may belong together. */
  private static Seal flagged(Seal seal, Chance chance) {
    return new Seal(
        seal.organisation(),
        seal.repository(),
        seal.session(),
        seal.incarnation(),
        seal.sequence(),
        flags(chance),
        seal.size(),
        seal.root(),
        seal.signature());
  }

  private static int flags(Chance chance) {
    return chance.oneIn(3) ? 0 : Seal.ATOMIC | (chance.oneIn(2) ? Seal.EXPECTING : 0);
  }

  private static List<Octets> certificates() {
    return Seeds.random(6, chance -> Seeds.certificate(chance).encode());
  }

  private static List<Octets> origins() {
    return Seeds.random(
        2,
        chance ->
            new Origin(Commits.ORGANISATION, Commits.REPOSITORY, chance.octets(Epoch.NAME_BYTES))
                .encode()
                .payload());
  }

  private static List<Octets> epochs() {
    return Seeds.random(
        3,
        chance ->
            new Epoch(
                    chance.octets(Epoch.NAME_BYTES),
                    chance.octets(Epoch.NAME_BYTES),
                    chance.integer())
                .encode()
                .payload());
  }

  private static Contexts contexts(Octets bytes) {
    Contexts contexts = new Contexts();
    contexts.read(bytes);
    return contexts;
  }

  /** A record that gives a context one of the first numbers. */
  private static byte[] contextRecord(Chance chance) {
    CborWriter out = new CborWriter().array(5).integer(chance.below(40));
    out.bytes(chance.octets(16)).text("task").integer(1 + chance.below(3));
    return out.bytes(chance.octets(8)).octets().array();
  }

  /** Contexts that give the number 0 to those of the seeds. */
  private static Contexts known() {
    Contexts contexts = new Contexts();
    contexts.add(Commits.loose(1, new Chance(1)).get(0));
    return contexts;
  }

  private static List<Octets> storedCommits() {
    List<Octets> stored = new ArrayList<>();
    Chance chance = new Chance(3);
    Commits.loose(6, chance).forEach(commit -> stored.add(StoredCommit.encode(commit, 0)));
    Histories.random(chance, 12).forEach(commit -> stored.add(StoredCommit.encode(commit, 0)));
    Seeds.strings("commits").stream().filter(some -> some.size() > 16).forEach(stored::add);
    return stored;
  }

  private static void checkStored(Commit commit, Octets bytes) {
    same(bytes, StoredCommit.encode(commit, 0));
    require(StoredCommit.item(bytes).equals(commit.header().item()), "is of two items");
    Commit sharing =
        StoredCommit.decodeSharing(bytes, known(), Commits.ORGANISATION, Commits.REPOSITORY);
    require(sharing.id().equals(commit.id()), "has two ids");
    succeeds("corrupted", commit::operations);
  }

  private static List<Octets> storedSeals() {
    return Seeds.random(
        8,
        chance -> {
          Pack pack = sealed(chance);
          MerkleTree tree = pack.piece().tree().keep(id -> id.at(0) % 2 == 0);
          Optional<MerkleTree> some = chance.oneIn(2) ? Optional.of(tree) : Optional.empty();
          return new StoredSeal(flagged(pack.piece().seal(), chance), chance.below(9999), some)
              .encode();
        });
  }

  private static void checkStoredSeal(StoredSeal seal, Octets bytes) {
    same(bytes, seal.encode());
    List<Octets> ids = new ArrayList<>();
    for (int i = 0; i < seal.present(); i++) {
      ids.add(Octets.wrap(new byte[CommitId.BYTES]));
    }
    MerkleTree tree = seal.over(ids).tree();
    succeeds("corrupted", () -> new MerkleTree(tree.size(), tree.slots()).root());
  }
}
