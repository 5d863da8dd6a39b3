package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.rule.Access;
import dev.goatdb.core.rule.CodeRules;
import dev.goatdb.core.rule.PathPattern;
import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.rule.RuleBook;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * An authority that judges one write again and again, by a rule that looks one item of another
 * repository up: a member changes the title of a task on a board.
 */
public final class RuleTrial {
  private static final RepositoryPath BOARDS = RepositoryPath.parse("/boards/all");
  private static final RepositoryPath BOARD = RepositoryPath.parse("/board/a");
  private static final Schema SCHEMA =
      Schema.of(
          "card",
          1,
          List.of(
              FieldDefinition.of("title", FieldType.Scalar.STRING),
              FieldDefinition.of("done", FieldType.Scalar.BOOLEAN),
              FieldDefinition.of("members", new FieldType.SetOf(FieldType.Scalar.STRING))));
  private static final Octets ROOT = Octets.ofHex("07".repeat(32));

  private final Engine engine;
  private final List<Commit> write;
  private final Certificate author;

  /**
   * An authority that knows the members of a board.
   *
   * @param user who writes
   */
  public RuleTrial(String user) {
    Rule rule =
        new Rule(
            "members",
            PathPattern.parse("/board/{id}/*").orElseThrow(),
            List.of(Access.WRITE),
            Optional.of(Expression.parse("session.user in item('/boards/all/' + path.id).members")),
            Optional.empty());
    Schemas schemas = Schemas.of(List.of(SCHEMA));
    Settings settings =
        new Settings(
            OrganisationId.of(ROOT),
            Optional.of(ROOT),
            Octets.ofHex("01".repeat(32)),
            Settings.Role.AUTHORITY,
            Set.of(),
            schemas,
            1000,
            Indexing.NONE,
            0,
            Limits.DEFAULT,
            Policy.of(RuleBook.of(List.of(rule), schemas.inExpressions()), CodeRules.NONE));
    engine = new Engine(settings, new Random(1)::nextBytes, 1_700_000_000_000L);
    engine.open(BOARDS, StoredLog.of(new byte[0]));
    engine.open(BOARD, StoredLog.of(new byte[0]));
    Value members = Value.setOf(List.of(Value.of("ann"), Value.of("bob"), Value.of("cid")));
    engine.create(new ItemPath(BOARDS, "a"), SCHEMA, Map.of("members", members));
    engine.create(new ItemPath(BOARD, "x"), SCHEMA, Map.of("title", Value.of("Milk")));
    Repository in = engine.repositories().get(BOARD);
    List<Operation> operations = List.of(new Operation.Put(List.of("title"), Value.of("Oat milk")));
    write =
        List.of(
            Author.write(
                engine.context(),
                in,
                "x",
                in.items().merged("x").orElseThrow(),
                SCHEMA.id(),
                operations));
    author =
        new Certificate(
            OrganisationId.of(ROOT),
            Octets.ofHex("02".repeat(32)),
            Optional.of(user),
            false,
            0,
            Long.MAX_VALUE,
            Octets.EMPTY);
  }

  /** Judges the write; throws {@code Denied} where its author is no member. */
  public boolean judge() {
    return engine
        .context()
        .permissions()
        .judge(engine.repositories().get(BOARD), write, author)
        .isEmpty();
  }
}
