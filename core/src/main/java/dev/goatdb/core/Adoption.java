package dev.goatdb.core;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.LooseCommit;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * First contact: edits that were made before the organisation was known are drafts, and become
 * commits that name it.
 *
 * <p>Nobody else has seen a draft, so the whole log is written anew, in one step.
 */
final class Adoption {
  private Adoption() {}

  /**
   * The organisation becomes known, where it was not: the drafts of every open repository become
   * commits. Edits that wait are drafts still, for nothing of them may be sealed under its old
   * name. A repository whose log is not read yet has its drafts there, and adopts them when it is.
   */
  static void begin(Context context, Repositories repositories, OrganisationId organisation) {
    if (context.organisation().isKnown()) {
      return;
    }
    repositories.all().forEach(Repository::commitAll);
    context.belong(organisation);
    for (Repository drafts : List.copyOf(repositories.all())) {
      if (!drafts.isProvisional()) {
        repositories.put(drafts.path(), of(context, drafts));
      }
    }
  }

  /** The repository with every draft made a commit of the organisation. */
  static Repository of(Context context, Repository drafts) {
    List<Commit> commits = drafts.graph().nodes().stream().map(Node::commit).toList();
    return write(context, drafts.path(), adopt(context, commits));
  }

  /** The same from the records of a log. */
  static Repository of(Context context, RepositoryPath path, List<LogRecord> records) {
    List<Commit> drafts = new ArrayList<>();
    for (LogRecord record : records) {
      if (record.type() == LogRecord.Type.COMMIT) {
        drafts.add(LooseCommit.decode(record.payload(), OrganisationId.UNKNOWN, path));
      }
    }
    return write(context, path, adopt(context, drafts));
  }

  /** Drafts as commits of the organisation; the same drafts always become the same commits. */
  static List<Commit> adopt(Context context, List<Commit> drafts) {
    List<Commit> commits = new ArrayList<>();
    Map<CommitId, CommitId> renamed = new HashMap<>();
    for (Commit draft : drafts) {
      Commit commit =
          Commit.author(adopt(context, draft.header(), renamed), Body.decode(draft.body()));
      renamed.put(draft.id(), commit.id());
      commits.add(commit);
    }
    return commits;
  }

  private static Repository write(Context context, RepositoryPath path, List<Commit> commits) {
    CborWriter out = new CborWriter().raw(LogWriter.beginning(context, path));
    for (Commit commit : commits) {
      out.raw(new LogRecord(LogRecord.Type.COMMIT, LooseCommit.encode(commit)).encode());
    }
    context.outbox().add(new Effect.Replace(path.toString(), out.octets()));
    return Opening.whole(context, path, out.octets().array(), owner -> {});
  }

  private static Header adopt(Context context, Header draft, Map<CommitId, CommitId> renamed) {
    return new Header(
        context.organisation(),
        draft.repository(),
        draft.item(),
        draft.parents().stream().map(parent -> renamed.getOrDefault(parent, parent)).toList(),
        draft.generation(),
        draft.clock(),
        draft.session(),
        draft.schema(),
        draft.kind(),
        draft.original(),
        draft.bodyHash());
  }
}
