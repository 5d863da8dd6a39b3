package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Judge;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an authority requires of every commit, whether there are rules or not. */
class Requirements extends Permissions {
  private final Context context;
  private final Judge judge;

  Requirements(Context context) {
    this.context = context;
    this.judge = new Judge(context.schemas(), context.limits());
  }

  @Override
  void examine(Repository in, List<Commit> commits, Seal seal, Certificate author) {
    requireNotRevoked(seal.session());
    requireUnmoved(in, commits, seal);
    commits.forEach(commit -> judge(in, commit, author));
  }

  private void judge(Repository repository, Commit commit, Certificate author) {
    Header header = commit.header();
    List<Node> parents = new ArrayList<>();
    header.parents().forEach(id -> repository.graph().find(id).ifPresent(parents::add));
    requireSchema(repository, header);
    judge.judge(commit, parents, author, context.wallMillis());
    Judge.checkConstraints(
        context.schemas().require(header.schema()),
        () -> repository.items().before(header.schema(), parents),
        commit.operations());
  }

  private void requireNotRevoked(SessionId session) {
    if (context.revocations().contains(session)) {
      throw Revocations.revoked(session);
    }
  }

  /** Throws {@code Conflict} where a pack expects an item to be as it is not. */
  private static void requireUnmoved(Repository repository, List<Commit> commits, Seal seal) {
    for (Commit commit : commits) {
      Header header = commit.header();
      if (seal.isExpecting()
          && !heads(repository, header.item()).equals(new HashSet<>(header.parents()))) {
        throw AtomicEdits.moved(new ItemPath(repository.path(), header.item()));
      }
    }
  }

  private static Set<CommitId> heads(Repository repository, String item) {
    Set<CommitId> heads = new HashSet<>();
    for (Node head : repository.graph().item(item).map(ItemGraph::heads).orElse(List.of())) {
      heads.add(head.id());
    }
    return heads;
  }

  /** Throws {@code InvalidValue} for a commit on an item that has another schema. */
  private static void requireSchema(Repository repository, Header header) {
    String wanted = header.schema().namespace();
    String found = repository.items().schema(header.item()).map(SchemaId::namespace).orElse(wanted);
    if (!found.equals(wanted)) {
      throw new GoatException.InvalidValue(
          "The item "
              + repository.path()
              + "/"
              + header.item()
              + " has the schema '"
              + found
              + "', not '"
              + wanted
              + "'.",
          "Create it under another name.");
    }
  }
}
