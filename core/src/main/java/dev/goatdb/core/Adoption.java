package dev.goatdb.core;

import dev.goatdb.core.commit.AtomicMark;
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
import java.util.Optional;

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
    repositories.all().forEach(repository -> repository.items().gathering().commitAll());
    context.belong(organisation);
    for (Repository drafts : List.copyOf(repositories.all())) {
      if (!drafts.isProvisional()) {
        repositories.put(drafts.path(), of(context, drafts, drafts.stored()));
      }
    }
  }

  /** The repository with every draft made a commit of the organisation. */
  static Repository of(Context context, Repository drafts, StoredLog stored) {
    Repository adopted = write(context, drafts.path(), stored, adopt(context, drafts.drafts()));
    adopted.log().follows(drafts.log());
    return adopted;
  }

  /** The same from the records of a log. */
  static Repository of(
      Context context, RepositoryPath path, StoredLog stored, List<LogRecord> records) {
    List<Draft> drafts = new ArrayList<>();
    Contexts contexts = new Contexts();
    Optional<AtomicMark> mark = Optional.empty();
    int marked = 0;
    for (LogRecord record : records) {
      if (record.type() == LogRecord.Type.CONTEXT) {
        contexts.read(record.payload());
      } else if (record.type() == LogRecord.Type.ATOMIC) {
        mark = Optional.of(AtomicMark.decode(record.payload(), context.limits().packCommits()));
        marked = drafts.size();
      } else if (record.type() == LogRecord.Type.COMMIT) {
        Commit draft =
            StoredCommit.decode(record.payload(), contexts, OrganisationId.UNKNOWN, path);
        drafts.add(new Draft(draft, drafts.size() == marked ? mark : Optional.empty()));
      }
    }
    boolean torn = mark.isPresent() && drafts.size() - marked < mark.get().size();
    return write(context, path, stored, adopt(context, torn ? drafts.subList(0, marked) : drafts));
  }

  /** Drafts as commits of the organisation; the same drafts always become the same commits. */
  static List<Draft> adopt(Context context, List<Draft> drafts) {
    List<Draft> commits = new ArrayList<>();
    Map<CommitId, CommitId> renamed = new HashMap<>();
    for (Draft one : drafts) {
      Commit draft = one.commit();
      List<CommitId> parents = new ArrayList<>();
      draft.header().parents().forEach(id -> parents.add(renamed.getOrDefault(id, id)));
      Commit commit =
          Commit.author(
              draft.header().adopted(context.organisation(), parents), Body.decode(draft.body()));
      renamed.put(draft.id(), commit.id());
      commits.add(one.as(commit));
    }
    return commits;
  }

  private static Repository write(
      Context context, RepositoryPath path, StoredLog stored, List<Draft> drafts) {
    CborWriter out = new CborWriter().raw(LogWriter.beginning(context, path));
    Contexts contexts = new Contexts();
    for (Draft draft : drafts) {
      Commit commit = draft.commit();
      draft
          .mark()
          .ifPresent(mark -> out.raw(new LogRecord(LogRecord.Type.ATOMIC, mark.encode()).encode()));
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
