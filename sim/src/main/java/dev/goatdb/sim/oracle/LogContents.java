package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commits that the bytes of a log hold.
 *
 * @param commits those that were not refused
 * @param receipted what a receipt in the log covers
 * @param torn whether the log ends within a record
 */
record LogContents(Map<CommitId, Commit> commits, Set<CommitId> receipted, boolean torn) {

  static LogContents read(String log, byte[] bytes) {
    LogFile file = LogFile.read(log, bytes);
    Filling filling = new Filling(log);
    file.records().forEach(filling::take);
    return new LogContents(filling.commits, filling.receipted, file.length() < bytes.length);
  }

  /** What is gone where a commit is refused: itself, what builds on it, what belongs together. */
  static Set<CommitId> fallWith(
      CommitId refused, Map<CommitId, Commit> commits, List<Set<CommitId>> wholes) {
    Set<CommitId> fallen = new LinkedHashSet<>(List.of(refused));
    int before = 0;
    while (before < fallen.size()) {
      before = fallen.size();
      for (Set<CommitId> whole : wholes) {
        if (!Collections.disjoint(whole, fallen)) {
          fallen.addAll(whole);
        }
      }
      commits
          .values()
          .forEach(commit -> {
            if (!Collections.disjoint(commit.header().parents(), fallen)) {
              fallen.add(commit.id());
            }
          });
    }
    fallen.retainAll(commits.keySet());
    return fallen;
  }

  /** A log being read. */
  private static final class Filling {
    private final Reader reader;
    private final Map<CommitId, Commit> commits = new LinkedHashMap<>();
    private final Set<CommitId> receipted = new HashSet<>();
    private final List<Set<CommitId>> wholes = new ArrayList<>();
    private final List<Commit> received = new ArrayList<>();
    private final List<Commit> together = new ArrayList<>();
    private int left;

    Filling(String log) {
      reader = new Reader(log);
    }

    void take(LogRecord record) {
      List<Commit> read = reader.commits(record);
      switch (record.type()) {
        case ATOMIC -> left = AtomicMark.decode(record.payload(), Integer.MAX_VALUE).size();
        case RECEIVED -> received.addAll(read);
        case COMMIT -> read.forEach(this::own);
        case PACK -> {
          hold(received, reader.seal(record).isAtomic());
          received.clear();
        }
        case CONTROL -> receipted.addAll(ControlRecord.recall(record.payload()).commits());
        case REFUSAL ->
            commits
                .keySet()
                .removeAll(fallWith(Refusal.decode(record.payload()).commit(), commits, wholes));
        case ORIGIN, CONTEXT, SEAL, CERTIFICATE, EPOCH, SYNCED -> {}
      }
    }

    private void own(Commit commit) {
      together.add(commit);
      left--;
      if (left <= 0) {
        hold(together, together.size() > 1);
        together.clear();
        left = 0;
      }
    }

    private void hold(List<Commit> some, boolean whole) {
      some.forEach(commit -> commits.put(commit.id(), commit));
      if (whole) {
        Set<CommitId> ids = new HashSet<>();
        some.forEach(commit -> ids.add(commit.id()));
        wholes.add(ids);
      }
    }
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

    /** The seal of a pack that was received. */
    Seal seal(LogRecord pack) {
      return StoredSeal.decode(pack.payload(), organisation, path).seal();
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
