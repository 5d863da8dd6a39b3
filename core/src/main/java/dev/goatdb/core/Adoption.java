package dev.goatdb.core;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
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
    repositories.all().forEach(repository -> repository.items().commitAll());
    context.belong(organisation);
    for (Repository drafts : List.copyOf(repositories.all())) {
      if (!drafts.isProvisional()) {
        repositories.put(drafts.path(), of(context, drafts, drafts.stored()));
      }
    }
  }

  /** The repository with every draft made a commit of the organisation. */
  static Repository of(Context context, Repository drafts, StoredLog stored) {
    Repository adopted = write(context, drafts.path(), stored, adopt(context, drafts.commits()));
    adopted.log().follows(drafts.log());
    return adopted;
  }

  /** The same from the records of a log. */
  static Repository of(
      Context context, RepositoryPath path, StoredLog stored, List<LogRecord> records) {
    List<Commit> drafts = new ArrayList<>();
    Contexts contexts = new Contexts();
    for (LogRecord record : records) {
      if (record.type() == LogRecord.Type.CONTEXT) {
        contexts.read(record.payload());
      } else if (record.type() == LogRecord.Type.COMMIT) {
        drafts.add(StoredCommit.decode(record.payload(), contexts, OrganisationId.UNKNOWN, path));
      }
    }
    return write(context, path, stored, adopt(context, drafts));
  }

  /** Drafts as commits of the organisation; the same drafts always become the same commits. */
  static List<Commit> adopt(Context context, List<Commit> drafts) {
    List<Commit> commits = new ArrayList<>();
    Map<CommitId, CommitId> renamed = new HashMap<>();
    for (Commit draft : drafts) {
      List<CommitId> parents = new ArrayList<>();
      draft.header().parents().forEach(id -> parents.add(renamed.getOrDefault(id, id)));
      Commit commit =
          Commit.author(
              draft.header().adopted(context.organisation(), parents), Body.decode(draft.body()));
      renamed.put(draft.id(), commit.id());
      commits.add(commit);
    }
    return commits;
  }

  private static Repository write(
      Context context, RepositoryPath path, StoredLog stored, List<Commit> commits) {
    CborWriter out = new CborWriter().raw(LogWriter.beginning(context, path));
    Contexts contexts = new Contexts();
    for (Commit commit : commits) {
      if (contexts.find(commit) < 0) {
        Octets record = contexts.encode(contexts.add(commit));
        out.raw(new LogRecord(LogRecord.Type.CONTEXT, record).encode());
      }
      Octets record = StoredCommit.encode(commit, contexts.find(commit));
      out.raw(new LogRecord(LogRecord.Type.COMMIT, record).encode());
    }
    return Repository.replaced(context, path, stored, out.octets());
  }
}
