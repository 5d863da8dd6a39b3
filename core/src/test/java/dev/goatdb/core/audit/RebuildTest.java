package dev.goatdb.core.audit;

import static dev.goatdb.core.DiskHost.TODOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.DiskHost;
import dev.goatdb.core.SampleLogs;
import dev.goatdb.core.Settings;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Logs made of what is left of others: nothing readable is lost without a word. */
class RebuildTest {
  private static final SampleLogs SAMPLE = new SampleLogs(40);
  private static final OrganisationId OURS = OrganisationId.of(DiskHost.ROOT);
  private static final Octets NEXT = Octets.ofHex("99".repeat(16));

  /** What a rebuild wrote and said. */
  private static final class Result {
    final CborWriter out = new CborWriter();
    final Rebuild rebuild;
    List<Rebuild.LeftOut> left = List.of();

    Result(DiskHost host) {
      this.rebuild =
          new Rebuild(TODOS, keys(host), Set.of(DiskHost.TASK.id()), bytes -> out.raw(bytes));
    }

    static Result of(DiskHost host, byte[]... logs) {
      Result result = new Result(host);
      result.rebuild.begin(OURS, new Epoch(NEXT, host.engine().status(TODOS).epoch(), 17));
      for (byte[] log : logs) {
        result.rebuild.take(StoredBytes.of(log));
      }
      result.left = result.rebuild.finish();
      return result;
    }

    byte[] log() {
      return out.octets().array();
    }
  }

  private static Keys keys(DiskHost host) {
    return new Keys(
        Optional.of(DiskHost.ROOT),
        List.of(host.sessionKey()),
        (key, message, signature) -> signature.equals(DiskHost.signature(key, message)));
  }

  private static Findings audit(DiskHost host, byte[] log) {
    LogAudit audit = new LogAudit(TODOS, StoredLog.of(log), keys(host));
    while (audit.advance(100)) {
      // The next records.
    }
    return audit.findings();
  }

  private static DiskHost open(DiskHost like, byte[] log) {
    Settings.Role role = like == SAMPLE.server() ? Settings.Role.AUTHORITY : Settings.Role.KEEPER;
    DiskHost host = new DiskHost(role, 9, log, new byte[0]).open();
    while (!host.engine().isAtRest()) {
      host.pass(100);
    }
    return host;
  }

  private static Set<CommitId> readable(byte[] log) {
    Set<CommitId> ids = new HashSet<>();
    LogVisitor collector =
        new LogVisitor() {
          @Override
          public void commit(Placed placed) {
            ids.add(placed.commit().id());
          }

          @Override
          public void orphaned(List<Placed> commits) {
            commits.forEach(one -> ids.add(one.commit().id()));
          }
        };
    new LogWalk(TODOS, OURS, List.of(DiskHost.TASK.id()), StoredBytes.of(log), collector).run();
    return ids;
  }

  @Test
  void aWholeLogIsMadeAnewWithAllItHolds() {
    for (DiskHost host : List.of(SAMPLE.server(), SAMPLE.client())) {
      Result result = Result.of(host, host.log());
      assertEquals(List.of(), result.left);
      Findings findings = audit(host, result.log());
      assertTrue(findings.isSound(), findings.toString());
      assertEquals(NEXT, findings.epoch());
      assertEquals(audit(host, host.log()).receipts(), findings.receipts());
      expectTheSame(host, open(host, result.log()));
    }
  }

  private static void expectTheSame(DiskHost wanted, DiskHost found) {
    assertEquals(
        wanted.engine().status(TODOS).overview().sum(),
        found.engine().status(TODOS).overview().sum());
    assertEquals(
        wanted.engine().status(TODOS).shownDigest(), found.engine().status(TODOS).shownDigest());
    assertEquals(0, found.engine().status(TODOS).unreceipted());
    assertEquals(List.of(), found.warnings());
  }

  @Test
  void ofADamagedLogAllThatIsReadableIsKeptOrNamed() {
    Random random = new Random(4);
    for (int i = 0; i < 1_000; i++) {
      DiskHost host = random.nextBoolean() ? SAMPLE.server() : SAMPLE.client();
      byte[] damaged = host.log();
      String what = damage(damaged, random, 0, damaged.length);
      Result result = Result.of(host, damaged);
      Findings findings = audit(host, result.log());
      assertTrue(findings.isSound(), what + ": " + findings);
      Set<CommitId> kept = readable(result.log());
      expectWhole(host, kept, what);
      expectAloneIsKept(host, result.left, what);
      Set<CommitId> lost = readable(damaged);
      lost.removeAll(kept);
      result.left.forEach(one -> lost.remove(one.commit()));
      assertEquals(Set.of(), lost, what);
      DiskHost opened = open(host, result.log());
      assertEquals(List.of(), opened.warnings());
      assertEquals(kept.size(), opened.engine().status(TODOS).overview().commits(), what);
      assertEquals(0, again(host, result.log(), damaged).rebuild.added(), what);
    }
  }

  /** Of what belongs together all is kept, or nothing. */
  private static void expectWhole(DiskHost host, Set<CommitId> kept, String what) {
    for (Set<CommitId> together : atomic(host.log())) {
      Set<CommitId> here = new HashSet<>(together);
      here.retainAll(kept);
      assertTrue(here.isEmpty() || here.equals(together), what + " tears " + together);
    }
  }

  /** An own commit that belongs together with no other is never left out for the sake of others. */
  private static void expectAloneIsKept(DiskHost host, List<Rebuild.LeftOut> left, String what) {
    Set<CommitId> alone = own(host.log());
    atomic(host.log()).forEach(alone::removeAll);
    for (Rebuild.LeftOut one : left) {
      boolean torn = one.reason().contains("belongs together");
      assertFalse(torn && alone.contains(one.commit()), what + " takes " + one);
    }
  }

  /** The commits that a log holds as its device's own. */
  private static Set<CommitId> own(byte[] log) {
    Contexts contexts = new Contexts();
    Set<CommitId> own = new HashSet<>();
    for (LogRecord record : LogFile.read(TODOS.toString(), log).records()) {
      if (record.type() == LogRecord.Type.CONTEXT) {
        contexts.read(record.payload());
      } else if (record.type() == LogRecord.Type.COMMIT) {
        own.add(StoredCommit.decode(record.payload(), contexts, OURS, TODOS).id());
      }
    }
    return own;
  }

  /** The commits of each atomic pack in a log. */
  private static List<Set<CommitId>> atomic(byte[] log) {
    List<Set<CommitId>> packs = new ArrayList<>();
    LogVisitor collector =
        new LogVisitor() {
          @Override
          public void sealed(long offset, Piece piece, List<Placed> commits) {
            if (piece.seal().isAtomic()) {
              Set<CommitId> pack = new HashSet<>();
              commits.forEach(one -> pack.add(one.commit().id()));
              packs.add(pack);
            }
          }
        };
    new LogWalk(TODOS, OURS, List.of(DiskHost.TASK.id()), StoredBytes.of(log), collector).run();
    assertTrue(packs.size() > 3, "there are atomic packs");
    return packs;
  }

  private static Result again(DiskHost host, byte[] log, byte[] source) {
    Result result = new Result(host);
    result.rebuild.goOn(OURS, StoredBytes.of(log));
    result.rebuild.take(StoredBytes.of(source));
    result.left = result.rebuild.finish();
    return result;
  }

  /** Zeros, or a flipped bit. */
  private static String damage(byte[] log, Random random, int from, int to) {
    int at = from + random.nextInt(to - from);
    int size = Math.min(random.nextInt(800), to - at);
    if (size < 50) {
      log[at] ^= (byte) (1 << random.nextInt(8));
      return "flipped at " + at;
    }
    Arrays.fill(log, at, at + size, (byte) 0xee);
    return "wiped from " + at + " for " + size;
  }

  @Test
  void whatABackupHoldsComesBack() {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      DiskHost host = random.nextBoolean() ? SAMPLE.server() : SAMPLE.client();
      byte[] damaged = host.log();
      int covered = damaged.length / 2 + random.nextInt(damaged.length / 2);
      byte[] backup = Arrays.copyOf(damaged, covered);
      String what = damage(damaged, random, 0, covered - 800);
      Result result = Result.of(host, backup, damaged);
      assertEquals(List.of(), result.left, what);
      expectTheSame(host, open(host, result.log()));
      Result alone = Result.of(host, damaged);
      Result later = again(host, alone.log(), backup);
      byte[] both = new CborWriter().raw(alone.log()).raw(later.log()).octets().array();
      DiskHost joined = open(host, both);
      Result last = again(host, joined.log(), damaged);
      DiskHost whole =
          open(host, new CborWriter().raw(joined.log()).raw(last.log()).octets().array());
      expectTheSame(host, whole);
    }
  }

  @Test
  void aCommitWhoseContextIsLostIsUnderstoodByItsSeal() {
    for (DiskHost host : List.of(SAMPLE.server(), SAMPLE.client())) {
      byte[] damaged = host.log();
      wipe(damaged, type -> type == LogRecord.Type.CONTEXT);
      Result result = Result.of(host, damaged);
      assertEquals(List.of(), result.left);
      expectTheSame(host, open(host, result.log()));
    }
  }

  @Test
  void aLogThatLostItsBeginningIsOneAgain() {
    for (DiskHost host : List.of(SAMPLE.server(), SAMPLE.client())) {
      byte[] damaged = host.log();
      wipe(damaged, type -> type == LogRecord.Type.ORIGIN || type == LogRecord.Type.CONTEXT);
      Arrays.fill(damaged, 0, 8, (byte) 1);
      Result result = Result.of(host, damaged);
      assertEquals(List.of(), result.left);
      expectTheSame(host, open(host, result.log()));
    }
  }

  private static void wipe(byte[] log, Predicate<LogRecord.Type> which) {
    LogCursor cursor = LogCursor.of("sample", StoredBytes.of(log.clone()));
    for (LogRecord next = cursor.next(); next != null; next = cursor.next()) {
      if (which.test(next.type())) {
        log[(int) cursor.start() + 3] ^= 1;
      }
    }
  }
}
