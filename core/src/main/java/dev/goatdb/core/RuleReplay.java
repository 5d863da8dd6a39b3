package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.rule.Attempt;
import dev.goatdb.core.rule.RuleBook;
import dev.goatdb.core.rule.Verdict;
import dev.goatdb.core.rule.Who;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks of commits that were admitted whether some rules would have let them be: each on what its
 * item was when it came in, and on what other items were at the time its author made it.
 *
 * @param repositories those that exist
 */
public record RuleReplay(Engine engine, RuleBook rules, Set<RepositoryPath> repositories) {
  /** What came of asking. */
  public sealed interface Answer {
    /** It would have been admitted. */
    record Admitted() implements Answer {}

    /** It is older, or nobody judges it: the authority made it, or its operator. */
    record Passed() implements Answer {}

    /** It would have been refused. */
    record Refused(
        ItemPath item,
        CommitId commit,
        SessionId session,
        Optional<String> user,
        long atMillis,
        Optional<String> rule,
        String reason)
        implements Answer {}

    /** A repository must be open first. */
    record Asks(RepositoryPath repository) implements Answer {}
  }

  /** How many commits an open repository has, those that were taken out included. */
  public int count(RepositoryPath path) {
    return engine.repositories().get(path).history().count();
  }

  /** Asks about the commit of a number, where it is not older than a point in time. */
  public Answer ask(RepositoryPath path, int number, long sinceMillis) {
    Repository in = engine.repositories().get(path);
    if (in.history().taken().contains(number)) {
      return new Answer.Passed();
    }
    Node node = in.graph().node(number);
    Header header = node.header();
    long millis = Hlc.millis(header.clock());
    Optional<Certificate> author = in.certificates().find(header.session());
    boolean judged =
        header.kind() == Header.Kind.EDIT
            && author.filter(one -> !one.trusted()).isPresent()
            && engine.context().schemas().find(header.schema()).isPresent();
    if (millis < sinceMillis || !judged) {
      return new Answer.Passed();
    }
    Optional<String> user = author.get().user();
    Who who = Who.of(header.session().bytes().hex(), user);
    Schema newest = engine.context().schemas().newest(header.schema().namespace());
    List<Node> heads = heads(in, header.item(), one -> one.number() < number);
    for (Attempt attempt :
        new Attempts(in, who, header.item(), newest, millis).of(node.commit(), heads)) {
      Verdict verdict = rules.judge(attempt, item -> find(item, header.clock()));
      if (verdict instanceof Verdict.Asks asks) {
        return new Answer.Asks(ItemPath.parse(asks.path()).repository());
      }
      if (verdict instanceof Verdict.Denied denied) {
        return new Answer.Refused(
            new ItemPath(path, header.item()),
            node.id(),
            header.session(),
            user,
            millis,
            denied.rule(),
            denied.reason());
      }
    }
    return new Answer.Admitted();
  }

  private Scope.Lookup find(ItemPath path, long clock) {
    if (!repositories.contains(path.repository())) {
      return Scope.Lookup.ABSENT;
    }
    if (!engine.isOpen(path.repository())) {
      return Scope.Lookup.UNKNOWN;
    }
    Repository in = engine.repositories().get(path.repository());
    List<Node> heads = heads(in, path.item(), one -> one.header().clock() <= clock);
    ItemState state = heads.isEmpty() ? null : in.items().showing().merged(heads);
    if (state == null || state.deleted()) {
      return Scope.Lookup.ABSENT;
    }
    SchemaId id = heads.get(0).header().schema();
    Schema schema = engine.context().schemas().newest(id.namespace());
    return new Scope.Lookup(schema.shown(state), true, schema.inExpressions());
  }

  /** The heads of the part of an item that some commits are; their parents are among them. */
  private static List<Node> heads(Repository in, String item, Predicate<Node> among) {
    Optional<ItemGraph> graph = in.graph().item(item);
    List<Node> heads = new ArrayList<>();
    if (graph.isPresent()) {
      int version = in.items().showing().view(graph.get().schema()).version();
      for (Node node : graph.get().nodes()) {
        if (among.test(node) && node.header().schema().version() <= version) {
          heads.removeAll(node.parents());
          heads.add(node);
        }
      }
    }
    return heads;
  }
}
