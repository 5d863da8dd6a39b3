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

  /** The repository with every draft made a commit of the organisation. */
  static Repository of(Context context, Repository drafts) {
    return write(
        context, drafts.path(), drafts.graph().nodes().stream().map(Node::commit).toList());
  }

  /** The same from the records of a log. */
  static Repository of(Context context, RepositoryPath path, List<LogRecord> records) {
    List<Commit> drafts = new ArrayList<>();
    for (LogRecord record : records) {
      if (record.type() == LogRecord.Type.COMMIT) {
        drafts.add(LooseCommit.decode(record.payload(), OrganisationId.UNKNOWN, path));
      }
    }
    return write(context, path, drafts);
  }

  private static Repository write(Context context, RepositoryPath path, List<Commit> drafts) {
    CborWriter out = new CborWriter().raw(LogWriter.beginning(context, path).array());
    Map<CommitId, CommitId> renamed = new HashMap<>();
    for (Commit draft : drafts) {
      Commit commit =
          Commit.author(adopt(context, draft.header(), renamed), Body.decode(draft.body()));
      renamed.put(draft.id(), commit.id());
      out.raw(new LogRecord(LogRecord.Type.COMMIT, LooseCommit.encode(commit)).encode().array());
    }
    context.outbox().add(new Effect.Replace(path.toString(), out.octets()));
    return Recovery.open(context, path, out.octets().array());
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
