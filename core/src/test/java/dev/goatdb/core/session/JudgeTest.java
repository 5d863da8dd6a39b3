package dev.goatdb.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.schema.file.GoatFile;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The authority refuses each bad thing by its own name, and nothing good. */
class JudgeTest {
  private final Set<Integer> receipted = new HashSet<>();
  private static final long NOW = 1_700_000_000_000L;
  private static final Schemas SCHEMAS =
      GoatFile.parse(
              """
              {"schemas": {"task": [{"version": 1, "fields": {
                "text": {"type": "string", "required": true},
                "size": {"type": "number"},
                "due": {"type": "instant"},
                "votes": {"type": "counter"},
                "tags": {"type": "set", "of": "string"},
                "marks": {"type": "map", "of": "integer"},
                "icon": {"type": "bytes"},
                "parent": {"type": "reference"},
                "seen": {"type": "map", "of": {"type": "set", "of": "string"}}}}]}}
              """)
          .schemas();
  private static final Schema TASK = SCHEMAS.newest("task");
  private static final Operation TEXT = put("Hello", "text");
  private static final Octets SALT = new Chance(1).octets(Body.SALT_BYTES);

  private final Judge judge = new Judge(SCHEMAS, Limits.DEFAULT);

  @Test
  void whatFitsIsAdmitted() {
    judge(
        TEXT,
        put(1.5, "size"),
        new Operation.Put(List.of("due"), new Value.Moment(NOW)),
        new Operation.Increase(List.of("votes"), -1),
        new Operation.Include(List.of("tags"), Value.of("red")),
        new Operation.Exclude(List.of("tags"), Value.of("blue")),
        new Operation.Put(List.of("marks", "a"), Value.of(1L)),
        new Operation.Remove(List.of("marks", "b")),
        new Operation.Remove(List.of("size")),
        new Operation.Put(List.of("icon"), Value.of(SALT)),
        put("/data/todos/milk", "parent"),
        new Operation.Put(List.of("seen", "ann"), Value.setOf(List.of(Value.of("a")))),
        new Operation.Include(List.of("seen", "ann"), Value.of("b")),
        new Operation.Exclude(List.of("seen", "bob"), Value.of("a")),
        new Operation.Put(Operation.DELETED, Value.FALSE));
  }

  @Test
  void anUnknownSchemaIsRefused() {
    refused("not-found", "unknown here", commit(new SchemaId("note", 1, TASK.id().digest()), NOW));
    refused("not-found", "unknown here", commit(new SchemaId("task", 2, TASK.id().digest()), NOW));
  }

  @Test
  void anotherDefinitionOfTheSchemaIsRefused() {
    SchemaId other = new SchemaId("task", 1, Octets.wrap(new byte[SchemaId.DIGEST_BYTES]));
    refused("invalid-definition", "bump the version", commit(other, NOW));
  }

  @Test
  void anOperationThatDoesNotFitItsFieldIsRefused() {
    List<Operation> misfits =
        List.of(
            put(1L, "text"),
            put("1", "size"),
            put(NOW, "due"),
            put(1L, "votes"),
            put("red", "tags"),
            put("a", "marks", "a"),
            put(1L, "marks"),
            put("x", "text", "part"),
            put("AAEC", "icon"),
            put("/data/todos", "parent"),
            put("a", "seen", "ann"),
            new Operation.Put(List.of("seen", "ann"), Value.setOf(List.of(Value.of(1L)))),
            new Operation.Put(List.of("seen"), Value.EMPTY_DICT),
            new Operation.Include(List.of("seen", "ann"), Value.of(1L)),
            new Operation.Include(List.of("seen"), Value.of("a")),
            new Operation.Put(List.of("seen", "ann", "a"), Value.of("a")),
            new Operation.Remove(List.of("seen", "ann", "a")),
            new Operation.Remove(List.of("marks", "a", "b")),
            new Operation.Put(List.of("text"), Value.NULL),
            new Operation.Put(List.of("size"), Value.TRUE),
            new Operation.Increase(List.of("size"), 1),
            new Operation.Increase(List.of("marks", "a"), 1),
            new Operation.Include(List.of("tags"), Value.of(1L)),
            new Operation.Include(List.of("text"), Value.of("a")),
            new Operation.Include(List.of("marks", "a"), Value.of(1L)),
            new Operation.Exclude(List.of("marks"), Value.of("a")),
            new Operation.Remove(List.of("text")),
            new Operation.Remove(List.of("tags")),
            new Operation.Remove(List.of("votes")),
            new Operation.Remove(List.of("marks")));
    for (Operation misfit : misfits) {
      Operation[] operations =
          misfit.path().equals(List.of("text"))
              ? new Operation[] {misfit}
              : new Operation[] {TEXT, misfit};
      refused("invalid-value", "does not fit the field", commit(TASK.id(), NOW, operations));
    }
  }

  @Test
  void theWholeItemIsOnlyDeletedOrRestored() {
    refused("invalid-value", "the whole item", commit(TASK.id(), NOW, TEXT, put(1L)));
    refused(
        "invalid-value",
        "the whole item",
        commit(TASK.id(), NOW, TEXT, new Operation.Remove(List.of())));
  }

  @Test
  void anUnknownFieldIsRefused() {
    refused("invalid-value", "no field 'txt'", commit(TASK.id(), NOW, TEXT, put("a", "txt")));
  }

  @Test
  void aNewItemWithoutARequiredFieldIsRefusedButALaterEditIsNot() {
    refused(
        "invalid-value",
        "'text' of 'task version 1' is required",
        commit(TASK.id(), NOW, put(1L, "size")));
    Node root = admit(commit(TASK.id(), NOW, TEXT));
    Commit later =
        Commits.of(
            TASK.id(),
            "milk",
            List.of(root.commit()),
            0,
            Hlc.ofMillis(NOW) + 1,
            SALT,
            List.of(put(1L, "size")));
    judge.judge(later, List.of(root), certificate(NOW + 1), NOW);
  }

  @Test
  void aClockThatIsAheadIsRefusedUnlessItsParentWasReceipted() {
    long limit = NOW + Limits.DEFAULT.clockAheadMillis();
    judge.judge(commit(TASK.id(), limit, TEXT), List.of(), certificate(NOW + 1), NOW);
    refused("denied", "ahead by more than 60 seconds", commit(TASK.id(), limit + 1, TEXT));
    Node root = admit(commit(TASK.id(), limit + 5_000, TEXT));
    Commit next =
        Commits.of(
            TASK.id(),
            "milk",
            List.of(root.commit()),
            0,
            root.header().clock() + 1,
            SALT,
            List.of());
    var early =
        assertThrows(
            GoatException.Denied.class,
            () -> judge.judge(next, List.of(root), certificate(NOW + 1), NOW));
    assertTrue(early.getMessage().contains("ahead"), early.getMessage());
    receipted.add(root.number());
    judge.judge(next, List.of(root), certificate(NOW + 1), NOW);
  }

  @Test
  void anExpiredCertificateIsRefused() {
    Commit commit = commit(TASK.id(), NOW, TEXT);
    judge.judge(commit, List.of(), certificate(NOW + 1), NOW);
    var late =
        assertThrows(
            GoatException.Denied.class,
            () -> judge.judge(commit, List.of(), certificate(NOW), NOW));
    assertTrue(late.getMessage().contains("expired"), late.getMessage());
  }

  @Test
  void tooManyParentsAreRefusedBeforeAnybodyJudges() {
    List<Commit> roots = new ArrayList<>();
    for (int i = 0; i <= Limits.DEFAULT.parents(); i++) {
      roots.add(commit(TASK.id(), NOW + i, TEXT));
    }
    read(Commits.above(roots.subList(1, roots.size()), Hlc.ofMillis(NOW + 99), SALT, List.of()));
    Commit many = Commits.above(roots, Hlc.ofMillis(NOW + 99), SALT, List.of());
    assertThrows(GoatException.Corrupted.class, () -> read(many));
  }

  @Test
  void tooManyOperationsAreRefused() {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i <= Limits.DEFAULT.operations(); i++) {
      operations.add(put((long) i, "marks", "k" + i));
    }
    Commit commit = commit(TASK.id(), NOW, operations.toArray(Operation[]::new));
    refused("corrupted", "too many operations", commit);
  }

  private void judge(Operation... operations) {
    judge.judge(commit(TASK.id(), NOW, operations), List.of(), certificate(NOW + 1), NOW);
  }

  private void refused(String code, String reason, Commit commit) {
    var error =
        assertThrows(
            GoatException.class,
            () -> judge.judge(commit, List.of(), certificate(NOW + 1), NOW),
            () -> "admitted: " + commit.operations());
    assertEquals(code, error.code());
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }

  private static Commit commit(SchemaId schema, long millis, Operation... operations) {
    return Commits.of(
        schema, "milk", List.of(), 0, Hlc.ofMillis(millis), SALT, List.of(operations));
  }

  private Node admit(Commit commit) {
    return new Graph(1, new MapLedger(receipted)).admit(commit, null);
  }

  private static Commit read(Commit commit) {
    Contexts contexts = new Contexts();
    Octets stored = StoredCommit.encode(commit, contexts.add(commit));
    return StoredCommit.decode(stored, contexts, Commits.ORGANISATION, Commits.REPOSITORY);
  }

  private static Certificate certificate(long expires) {
    Octets key = Octets.wrap(new byte[Certificate.KEY_BYTES]);
    return new Certificate(
        Commits.ORGANISATION, key, Optional.empty(), false, 0, expires, Octets.EMPTY);
  }

  private static Operation put(Object value, String... path) {
    return new Operation.Put(
        List.of(path),
        switch (value) {
          case String text -> Value.of(text);
          case Double number -> Value.of((double) number);
          default -> Value.of((long) (Long) value);
        });
  }
}
