package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.LooseCommit;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.RepositoryPath;
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
    Map<CommitId, Commit> commits = new LinkedHashMap<>();
    OrganisationId organisation = OrganisationId.UNKNOWN;
    for (LogRecord record : file.records()) {
      if (record.type() == LogRecord.Type.ORIGIN) {
        organisation = organisation(record);
      }
      for (Commit commit : commits(log, organisation, record)) {
        commits.put(commit.id(), commit);
      }
    }
    return new LogContents(commits, file.length() < bytes.length);
  }

  /** The records that appended bytes hold. */
  static List<LogRecord> records(String log, Octets appended) {
    byte[] bytes = new byte[LogFile.MAGIC.size() + appended.size()];
    System.arraycopy(LogFile.MAGIC.array(), 0, bytes, 0, LogFile.MAGIC.size());
    System.arraycopy(appended.array(), 0, bytes, LogFile.MAGIC.size(), appended.size());
    return LogFile.read(log, bytes).records();
  }

  static List<Commit> commits(String log, OrganisationId organisation, LogRecord record) {
    return switch (record.type()) {
      case COMMIT ->
          List.of(LooseCommit.decode(record.payload(), organisation, RepositoryPath.parse(log)));
      case PACK -> Pack.decode(record.payload()).commits();
      case ORIGIN, SEAL, CERTIFICATE, CONTROL, REFUSAL -> List.of();
    };
  }

  private static OrganisationId organisation(LogRecord origin) {
    CborReader in = new CborReader(origin.payload());
    in.array(3);
    return new OrganisationId(in.bytes(OrganisationId.BYTES));
  }
}
