package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.rule.Access;
import dev.goatdb.core.rule.CodeRules;
import dev.goatdb.core.rule.PathPattern;
import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.rule.RuleBook;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an authority with rules tells whom, and what it does not show. */
class RulePermissionsTest {
  private static final RuleBook RULES =
      RuleBook.of(
          List.of(
              rule("texts stand", Access.UPDATE, "!('text' in changed)"),
              rule("others", Access.CREATE, "true"),
              rule("readers", Access.READ, "true")),
          Schemas.of(List.of(DiskHost.TASK, DiskHost.RANGE)).inExpressions());

  private final DiskHost server = DiskHost.ruled(1, Policy.of(RULES, CodeRules.NONE)).open();
  private final DiskHost ann = client(2, new byte[0]);

  @Test
  void whySomethingWasRefusedIsForItsAuthorAlone() {
    DiskHost.connect(ann, server);
    ann.create("one", "first");
    DiskHost.meet(ann, server);
    assertEquals(0, ann.engine().status(DiskHost.TODOS).unreceipted());
    server.engine().disconnected(1);
    ann.engine().disconnected(1);
    ann.pass(1_000);
    ann.set("one", "another");
    ann.close();
    DiskHost clone = DiskHost.ofAnother(4, ann.log()).open();
    DiskHost.connect(clone, server);
    Refusal told = clone.refusals().get(0).refusal();
    assertEquals(new Refusal(told.commit(), "denied", "It was refused."), told);
    server.engine().disconnected(1);
    DiskHost again = client(5, ann.log());
    DiskHost.connect(again, server);
    Refusal own = again.refusals().get(0).refusal();
    assertEquals("No text changes.", own.reason());
    assertEquals("texts stand", own.rule());
    assertEquals(RULES.digest(), own.policy());
    assertEquals(1L, RuleCounts.of(server.engine()).get("texts stand"), "it was judged once");
  }

  @Test
  void whatMustNotBeCommittedIsNotShownBeforehand() {
    DiskHost.connect(ann, server);
    ann.create("one", "first");
    DiskHost.meet(ann, server);
    assertFalse(isShown("one", new Operation.Put(List.of("text"), Value.of("draft"))));
    assertFalse(isShown("none", new Operation.Put(List.of("text"), Value.of("draft"))));
    assertFalse(isShown("one", new Operation.Put(List.of("other"), Value.of("draft"))));
    assertTrue(isShown("one"));
  }

  @Test
  void aWriteByAMemberIsAllowedAndOneByAStrangerIsNot() {
    assertTrue(new RuleTrial("bob").judge());
    RuleTrial stranger = new RuleTrial("eve");
    GoatException.Denied denied = assertThrows(GoatException.Denied.class, stranger::judge);
    assertEquals(Optional.of("members"), denied.rule());
  }

  private boolean isShown(String item, Operation... operations) {
    Engine engine = server.engine();
    Repository in = engine.repositories().get(DiskHost.TODOS);
    Certificate session = in.certificates().all().get(0);
    assertEquals(ann.sessionKey(), session.publicKey());
    return engine
        .context()
        .permissions()
        .allowsLive(in, item, DiskHost.TASK.id(), List.of(operations), session);
  }

  private static DiskHost client(int seed, byte[] log) {
    return new DiskHost(Settings.Role.KEEPER, seed, log, Octets.EMPTY.array()).open();
  }

  private static Rule rule(String name, Access access, String condition) {
    return new Rule(
        name,
        PathPattern.parse("/data/*/*").orElseThrow(),
        List.of(access),
        Optional.of(Expression.parse(condition)),
        Optional.of("No text changes."));
  }
}
