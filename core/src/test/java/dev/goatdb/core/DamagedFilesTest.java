package dev.goatdb.core;

import static dev.goatdb.core.DiskHost.TODOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What is left of a log and its index after crashes and damage: each is cut at every byte, and bits
 * of both are flipped.
 */
class DamagedFilesTest {
  private static final int FLIPS = 2_000;
  private static final SampleLogs SAMPLE = new SampleLogs(30);
  private static final List<Case> CASES =
      List.of(
          new Case("server", Settings.Role.AUTHORITY, SAMPLE.server(), 4),
          new Case("client", Settings.Role.KEEPER, SAMPLE.client(), 1));

  /** A log, its index, and what they hold. */
  private static final class Case {
    final String name;
    final Settings.Role role;
    final byte[] log;
    final byte[] index;
    final int step;
    final List<Integer> ends = new ArrayList<>();
    final Map<Integer, Contents> prefixes = new HashMap<>();
    final Contents whole;

    Case(String name, Settings.Role role, DiskHost host, int step) {
      this.name = name;
      this.role = role;
      this.log = host.log();
      this.index = host.index();
      this.step = step;
      int at = LogFile.MAGIC.size();
      for (LogRecord record : LogFile.read(name, log).records()) {
        at += record.size();
        ends.add(at);
      }
      this.whole = prefix(log.length);
    }

    DiskHost host(byte[] someLog, byte[] someIndex) {
      return new DiskHost(role, 5, someLog, someIndex);
    }

    /** What the whole records before a length hold, read without an index. */
    Contents prefix(int length) {
      int end = ends.stream().filter(one -> one <= length).reduce(0, Math::max);
      return prefixes.computeIfAbsent(
          end, cut -> Contents.of(host(Arrays.copyOf(log, cut), new byte[0]).open()));
    }
  }

  /** What a repository holds and shows. */
  private record Contents(Set<CommitId> commits, Map<String, Octets> shown, Octets sum) {
    static Contents of(DiskHost host) {
      host.pass(100);
      Set<CommitId> commits = new HashSet<>();
      Map<String, Octets> shown = new HashMap<>();
      for (Draft draft : host.engine().repositories().get(TODOS).drafts()) {
        Commit commit = draft.commit();
        commits.add(commit.id());
      }
      for (String item : host.engine().items(TODOS)) {
        shown.put(item, shown(host, item));
      }
      return new Contents(commits, shown, host.engine().status(TODOS).overview().sum());
    }

    static Octets shown(DiskHost host, String item) {
      return host.engine().look(new ItemPath(TODOS, item)).orElseThrow().state().digest();
    }
  }

  @Test
  void theSamplesHoldAllThatLogsHold() {
    for (Case sample : CASES) {
      Set<LogRecord.Type> types = new HashSet<>();
      LogFile.read(sample.name, sample.log).records().forEach(record -> types.add(record.type()));
      types.addAll(Set.of(LogRecord.Type.REFUSAL, LogRecord.Type.EPOCH));
      assertEquals(Set.of(LogRecord.Type.values()), types, sample.name);
      assertTrue(sample.index.length >= 3 * 4096, sample.name);
    }
    assertEquals(CASES.get(0).whole, CASES.get(1).whole);
  }

  @Test
  void aLogThatEndsAnywhereKeepsItsWholeRecordsAndGoesOn() {
    for (Case sample : CASES) {
      everyCut(sample, 1, 0, length -> 0, sample.index);
    }
  }

  /** The first records of a log are put in place whole, so they never end in zeros. */
  @Test
  void aLogThatEndsInZerosKeepsItsWholeRecordsAndGoesOn() {
    for (Case sample : CASES) {
      everyCut(sample, 3, sample.ends.get(0) + 1, length -> 1 + length * 31 % 2_000, new byte[0]);
    }
  }

  private static void everyCut(
      Case sample, int step, int from, IntUnaryOperator zeros, byte[] index) {
    for (int length = from; length <= sample.log.length; length += sample.step * step) {
      int end = length;
      byte[] torn = Arrays.copyOf(Arrays.copyOf(sample.log, end), end + zeros.applyAsInt(end));
      attempt(sample, "cut at " + end, () -> checkCut(sample, torn, index, end % 16 == 0));
    }
  }

  private static void checkCut(Case sample, byte[] torn, byte[] index, boolean more) {
    DiskHost host = sample.host(torn, index).open();
    assertEquals(sample.prefix(wholeRecords(sample, torn)), Contents.of(host));
    if (more) {
      goOn(sample, host);
    }
  }

  /** The last record whose bytes are all there may end in zeros that were cut and put back. */
  private static int wholeRecords(Case sample, byte[] torn) {
    int whole = 0;
    for (int end : sample.ends) {
      if (end <= torn.length && Arrays.equals(torn, 0, end, sample.log, 0, end)) {
        whole = end;
      }
    }
    return whole;
  }

  /** Something more is written, all is closed and opened again: nothing but that is new. */
  private static void goOn(Case sample, DiskHost host) {
    Octets epoch = host.engine().status(TODOS).epoch();
    host.create("more", "written afterwards");
    Contents before = Contents.of(host);
    host.close();
    DiskHost again = sample.host(host.log(), host.index()).open();
    assertEquals(before, Contents.of(again));
    assertEquals(epoch, again.engine().status(TODOS).epoch(), "the epoch");
    DiskHost bare = sample.host(again.log(), new byte[0]).open();
    assertEquals(before, Contents.of(bare));
    assertEquals(epoch, bare.engine().status(TODOS).epoch(), "the epoch without an index");
  }

  @Test
  void anIndexThatEndsAnywhereHeals() {
    for (Case sample : CASES) {
      for (int length = 0; length < sample.index.length; length += 11) {
        byte[] cut = Arrays.copyOf(sample.index, length);
        boolean more = length % 121 == 0;
        attempt(sample, "index cut at " + length, () -> checkIndex(sample, cut, more));
      }
    }
  }

  @Test
  void anIndexWithAnyFlippedBitHeals() {
    flips(
        2,
        (sample, random) -> {
          byte[] damaged = sample.index.clone();
          String what = "index " + flip(damaged, random);
          boolean more = random.nextInt(8) == 0;
          attempt(sample, what, () -> checkIndex(sample, damaged, more));
        });
  }

  /** As a copy has it that was made while the index was written, or a disk after a crash. */
  @Test
  void anIndexOfWhichSomePagesAreOlderHeals() {
    Case sample = CASES.get(0);
    byte[] before = new byte[0];
    for (byte[] index : SAMPLE.indexes()) {
      if (Arrays.equals(before, index)) {
        continue;
      }
      for (int length = 4096; length < index.length; length += 4096) {
        byte[] olderFirst = index.clone();
        System.arraycopy(before, 0, olderFirst, 0, Math.min(length, before.length));
        byte[] olderLast = Arrays.copyOf(index, Math.max(index.length, before.length));
        int left = Math.max(0, before.length - length);
        System.arraycopy(before, before.length - left, olderLast, length, left);
        String what = "of two indexes, at byte " + length + " of " + index.length;
        attempt(sample, what, () -> checkIndex(sample, olderFirst, true));
        attempt(sample, what, () -> checkIndex(sample, olderLast, true));
      }
      before = index;
    }
  }

  private static void checkIndex(Case sample, byte[] index, boolean more) {
    DiskHost host = sample.host(sample.log, index).open();
    assertEquals(sample.whole, Contents.of(host));
    assertEquals(List.of(), host.warnings());
    if (more) {
      goOn(sample, host);
    }
  }

  @Test
  void aLogWithAnyFlippedBitIsReportedAndReadAsFarAsItGoes() {
    flips(
        1,
        (sample, random) -> {
          byte[] damaged = sample.log.clone();
          int at = random.nextInt(8 * damaged.length);
          damaged[at / 8] ^= (byte) (1 << at % 8);
          byte[] index = random.nextBoolean() ? sample.index : new byte[0];
          attempt(
              sample,
              "log flipped at byte "
                  + at / 8
                  + (index.length > 0 ? " with" : " without")
                  + " index",
              () -> checkFlip(sample, damaged, index, at / 8));
        });
  }

  @Test
  void aLogAndAnIndexThatAreBothDamagedAreReportedAndReadAsFarAsTheyGo() {
    flips(
        3,
        (sample, random) -> {
          byte[] log = sample.log.clone();
          byte[] index = sample.index.clone();
          int at = random.nextInt(log.length);
          log[at] ^= (byte) (1 << random.nextInt(8));
          String what = "byte " + at + " and index " + flip(index, random);
          attempt(sample, what, () -> checkFlip(sample, log, index, at));
        });
  }

  private static void checkFlip(Case sample, byte[] damaged, byte[] index, int at) {
    DiskHost host = sample.host(damaged, index);
    int last = sample.ends.get(sample.ends.size() - 2);
    try {
      host.open();
      boolean silent = readAll(sample, host);
      if (silent && host.warnings().isEmpty()) {
        Contents rest = Contents.of(host);
        boolean atEnd = at >= last && rest.equals(sample.prefix(last));
        assertTrue(atEnd || rest.equals(sample.whole), "something was lost without a word");
      } else if (!silent) {
        assertTrue(Arrays.equals(damaged, 0, damaged.length, host.log(), 0, damaged.length));
      }
    } catch (GoatException.Corrupted | GoatException.Incompatible reported) {
      assertTrue(Arrays.equals(damaged, host.log()), "nothing may be changed");
    }
  }

  /** Whether everything can be read; what can be read is right. */
  private static boolean readAll(Case sample, DiskHost host) {
    boolean whole = true;
    Set<CommitId> held = new HashSet<>();
    Set<String> behind = new HashSet<>();
    try {
      for (Draft draft : host.engine().repositories().get(TODOS).drafts()) {
        Commit commit = draft.commit();
        assertTrue(sample.whole.commits().contains(commit.id()), "a commit nobody made");
        held.add(commit.id());
      }
      for (Draft draft : SAMPLE.server().engine().repositories().get(TODOS).drafts()) {
        Commit commit = draft.commit();
        if (!held.contains(commit.id())) {
          behind.add(commit.header().item());
        }
      }
    } catch (GoatException.Corrupted reported) {
      whole = false;
    }
    for (String item : sample.whole.shown().keySet()) {
      try {
        Optional<Octets> shown =
            host.engine().look(new ItemPath(TODOS, item)).map(one -> one.state().digest());
        if (whole && !behind.contains(item)) {
          assertEquals(Optional.ofNullable(sample.whole.shown().get(item)), shown, item);
        }
      } catch (GoatException.Corrupted reported) {
        whole = false;
      }
    }
    return whole;
  }

  /** A flipped bit at random; says where. */
  private static String flip(byte[] bytes, Random random) {
    int at = random.nextInt(8 * bytes.length);
    bytes[at / 8] ^= (byte) (1 << at % 8);
    return "flipped at bit " + at;
  }

  /** One damage, made by chance. */
  private interface Flip {
    void on(Case sample, Random random);
  }

  private static void flips(int seed, Flip flip) {
    Random random = new Random(seed);
    for (int i = 0; i < FLIPS; i++) {
      flip.on(CASES.get(i % CASES.size()), random);
    }
  }

  private static void attempt(Case sample, String what, Runnable check) {
    try {
      check.run();
    } catch (RuntimeException | AssertionError wrong) {
      fail("the log of the " + sample.name + ", " + what + ": " + wrong, wrong);
    }
  }
}
