package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The commits that the bytes of a log hold.
 *
 * @param torn whether the log ends within a record
 */
record LogContents(Map<CommitId, Commit> commits, boolean torn) {

  static LogContents read(String log, byte[] bytes) {
    LogFile file = LogFile.read(log, bytes);
    Reader reader = new Reader(log);
    Map<CommitId, Commit> commits = new LinkedHashMap<>();
    List<Commit> received = new ArrayList<>();
    List<Commit> together = new ArrayList<>();
    int left = 0;
    for (LogRecord record : file.records()) {
      if (record.type() == LogRecord.Type.ATOMIC) {
        left = AtomicMark.decode(record.payload(), Integer.MAX_VALUE).size();
      }
      for (Commit commit : reader.commits(record)) {
        if (record.type() == LogRecord.Type.RECEIVED) {
          received.add(commit);
        } else if (left > 1) {
          together.add(commit);
          left--;
        } else {
          left = 0;
          together.forEach(one -> commits.put(one.id(), one));
          together.clear();
          commits.put(commit.id(), commit);
        }
      }
      if (record.type() == LogRecord.Type.PACK) {
        received.forEach(commit -> commits.put(commit.id(), commit));
        received.clear();
      }
    }
    return new LogContents(commits, file.length() < bytes.length);
  }

  /** Reads the records of one log, in their order. */
  static final class Reader {
    private final RepositoryPath path;
    private OrganisationId organisation = OrganisationId.UNKNOWN;
    private Contexts contexts = new Contexts();

    Reader(String log) {
      path = RepositoryPath.parse(log);
    }

    /** Goes on where the bytes of a log end. */
    static Reader behind(String log, byte[] bytes) {
      Reader reader = new Reader(log);
      LogFile.read(log, bytes).records().forEach(reader::commits);
      return reader;
    }

    /** The commits that the next record holds. */
    List<Commit> commits(LogRecord record) {
      switch (record.type()) {
        case ORIGIN -> {
          organisation = organisation(record);
          contexts = new Contexts();
        }
        case CONTEXT -> contexts.read(record.payload());
        case COMMIT, RECEIVED -> {
          return List.of(StoredCommit.decode(record.payload(), contexts, organisation, path));
        }
        case ATOMIC, SEAL, PACK, CERTIFICATE, CONTROL, REFUSAL, EPOCH, SYNCED -> {}
      }
      return List.of();
    }
  }

  private static OrganisationId organisation(LogRecord origin) {
    CborReader in = new CborReader(origin.payload());
    in.array(3);
    return new OrganisationId(in.bytes(OrganisationId.BYTES));
  }
}
