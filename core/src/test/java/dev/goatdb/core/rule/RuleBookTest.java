package dev.goatdb.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rules say of attempts; nothing of an engine. */
class RuleBookTest {
  private static final Type NOTE =
      new Type.Fields(Map.of("owner", Types.STRING, "title", Types.STRING, "price", Types.DOUBLE));
  private static final RepositoryPath LIST = RepositoryPath.parse("/list/a");
  private static final Who ANN = Who.of("01", Optional.of("ann"));
  private static final Who NOBODY = Who.of("02", Optional.empty());

  private final List<String> lookedUp = new ArrayList<>();

  @Test
  void theFirstRuleThatFitsDecidesAndItsConditionSaysWhat() {
    RuleBook rules =
        book(
            rule("first", "/list/{list}/x", "false", Access.UPDATE),
            rule("second", "/list/*/*", "true", Access.WRITE));
    assertEquals("first", refusedBy(rules, update(ANN, "x")));
    assertEquals("", refusedBy(rules, update(ANN, "y")));
    assertEquals("", refusedBy(rules, attempt(ANN, "x", Access.DELETE, note("ann"), null)));
  }

  @Test
  void whatNoRuleFitsIsDenied() {
    RuleBook rules = book(rule("lists", "/list/*/*", "true", Access.UPDATE));
    assertEquals("no rule", refusedBy(rules, attempt(ANN, "x", Access.CREATE, null, note("ann"))));
    assertEquals(
        "no rule", refusedBy(rules, Attempt.toRead(ANN, LIST, "x", note("ann"))), "not even read");
  }

  @Test
  void withoutRulesAllIsOpenButWhatIsTheServers() {
    RuleBook rules = book();
    assertEquals("", refusedBy(rules, update(NOBODY, "x")));
    RepositoryPath users = RepositoryPath.parse("/sys/users");
    Attempt forged = new Attempt(ANN, users, "ann", Access.CREATE, null, note("ann"), Set.of(), 0);
    assertEquals("no rule", refusedBy(rules, forged));
    assertEquals(Verdict.Denied.class, rules.reading(ANN, users, this::find).getClass());
    RuleBook wide = book(rule("all", "/*/*/*", "true", Access.READ, Access.WRITE));
    assertEquals("no rule", refusedBy(wide, forged), "a star is not meant for it");
    assertEquals(Verdict.Denied.class, wide.reading(ANN, users, this::find).getClass());
  }

  @Test
  void aSessionWithoutUserIsNobodyAndNotNull() {
    RuleBook rules = book(rule("own", "/list/*/*", "session.user == before.owner", Access.UPDATE));
    assertEquals("", refusedBy(rules, update(ANN, "x")));
    Attempt ownerless =
        attempt(NOBODY, "x", Access.UPDATE, new Attempt.Seen(Value.EMPTY_DICT, NOTE), note("bob"));
    assertEquals("own", refusedBy(rules, ownerless), "an item without owner is not nobody's");
    RuleBook guests = book(rule("guests", "/list/*/*", "!has(session.user)", Access.UPDATE));
    assertEquals("", refusedBy(guests, ownerless));
  }

  @Test
  void itemIsWhatStandsAndWhereNothingStandsWhatIsMade() {
    RuleBook rules =
        book(rule("own", "/list/*/*", "item.owner == session.user", Access.READ, Access.WRITE));
    assertEquals("", refusedBy(rules, attempt(ANN, "x", Access.CREATE, null, note("ann"))));
    assertEquals(
        "own",
        refusedBy(rules, attempt(ANN, "x", Access.UPDATE, note("bob"), note("ann"))),
        "nobody takes an item over by writing an owner into it");
    assertEquals("", refusedBy(rules, attempt(ANN, "x", Access.DELETE, note("ann"), null)));
    assertEquals("own", refusedBy(rules, Attempt.toRead(ANN, LIST, "x", note("bob"))));
  }

  @Test
  void fieldsAreOfTheTypeThatTheSchemaSays() {
    RuleBook rules = book(rule("price", "/list/*/*", "after.price * 2.0 < 9.0", Access.UPDATE));
    Attempt.Seen whole = new Attempt.Seen(Value.dictOf(Map.of("price", Value.of(4L))), NOTE);
    assertEquals("", refusedBy(rules, attempt(ANN, "x", Access.UPDATE, whole, whole)));
  }

  @Test
  void whatIsNotHereIsAskedForBeforeAnythingIsDecided() {
    RuleBook rules =
        book(
            rule(
                "members",
                "/list/{list}/*",
                "session.user == 'eve' || session.user in item('/lists/all/' + path.list).members",
                Access.UPDATE,
                Access.READ));
    assertEquals(
        new Verdict.Asks("/lists/all/a"),
        rules.judge(update(ANN, "x"), path -> Scope.Lookup.UNKNOWN));
    RuleBook shared =
        book(
            rule(
                "shared",
                "/list/{list}/*",
                "session.user == 'eve' || item('/lists/all/' + path.list).shared",
                Access.UPDATE));
    assertEquals(
        new Verdict.Asks("/lists/all/a"),
        shared.judge(update(NOBODY, "x"), path -> Scope.Lookup.UNKNOWN),
        "although another part fails");
    assertEquals("", refusedBy(rules, update(ANN, "x")));
    assertEquals(List.of("/lists/all/a"), lookedUp);
    assertEquals(Verdict.ALLOWED, rules.reading(ANN, LIST, this::find));
    assertEquals(Verdict.Denied.class, rules.reading(NOBODY, LIST, this::find).getClass());
  }

  @Test
  void aRepositoryIsReadAsAWholeInPartOrNotAtAll() {
    Rule whole = rule("whole", "/list/{list}/*", "path.list == 'a'", Access.READ);
    Rule some = rule("some", "/list/*/{name}", "path.name != 'secret'", Access.READ);
    Rule one = rule("one", "/list/*/about", "true", Access.READ);
    assertEquals(Verdict.ALLOWED, book(whole, some).reading(ANN, LIST, this::find));
    assertEquals(new Verdict.Some(), book(some, whole).reading(ANN, LIST, this::find));
    assertEquals(new Verdict.Some(), book(one, whole).reading(ANN, LIST, this::find));
    RepositoryPath other = RepositoryPath.parse("/list/b");
    assertEquals(
        Verdict.Denied.class, book(whole, some).reading(ANN, other, this::find).getClass());
  }

  @Test
  void aConditionThatCostsTooMuchDoesNotHold() {
    RuleBook rules =
        book(
            rule(
                "many",
                "/list/*/*",
                "['1','2','3','4','5','6','7','8','9','10','11'].all(a,"
                    + " ['1','2','3','4','5','6','7','8','9','10'].all(b,"
                    + " item('/lists/all/' + a + b) == null || true))",
                Access.UPDATE));
    assertEquals("many", refusedBy(rules, update(ANN, "x")));
    assertEquals(true, lookedUp.size() <= 100, "looked up " + lookedUp.size());
  }

  @Test
  void theDigestIsOfWhatRulesSay() {
    Rule rule = rule("own", "/list/*/*", "item.owner == session.user", Access.WRITE);
    Rule spaced = rule("own", "/list/*/*", "item.owner  ==  session.user", Access.WRITE);
    Rule other = rule("own", "/list/*/*", "item.owner != session.user", Access.WRITE);
    assertEquals(book(rule).digest(), book(spaced).digest());
    assertNotEquals(book(rule).digest(), book(other).digest());
    assertEquals(RuleBook.DIGEST_BYTES, book(rule).digest().size());
  }

  private static Rule rule(String name, String path, String condition, Access... allow) {
    return new Rule(
        name,
        PathPattern.parse(path).orElseThrow(),
        List.of(allow),
        Optional.of(Expression.parse(condition)),
        Optional.empty());
  }

  private static RuleBook book(Rule... rules) {
    return RuleBook.of(List.of(rules), NOTE);
  }

  private static Attempt.Seen note(String owner) {
    return new Attempt.Seen(Value.dictOf(Map.of("owner", Value.of(owner))), NOTE);
  }

  private static Attempt update(Who who, String item) {
    return attempt(who, item, Access.UPDATE, note("ann"), note("ann"));
  }

  private static Attempt attempt(
      Who who,
      String item,
      Access access,
      Attempt.@Nullable Seen before,
      Attempt.@Nullable Seen after) {
    return new Attempt(who, LIST, item, access, before, after, Set.of(), 0);
  }

  /** The name of the rule that refuses, "no rule", or nothing where it is allowed. */
  private String refusedBy(RuleBook rules, Attempt attempt) {
    Verdict verdict = rules.judge(attempt, this::find);
    return verdict instanceof Verdict.Denied denied ? denied.rule().orElse("no rule") : "";
  }

  private Scope.Lookup find(ItemPath path) {
    lookedUp.add(path.toString());
    return path.toString().equals("/lists/all/a")
        ? new Scope.Lookup(
            Value.dictOf(Map.of("members", Value.setOf(List.of(Value.of("ann"))))), true, Types.DYN)
        : Scope.Lookup.ABSENT;
  }
}
