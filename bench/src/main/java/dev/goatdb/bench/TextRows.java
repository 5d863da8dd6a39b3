package dev.goatdb.bench;

import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Sheet;
import dev.goatdb.core.DiskHost;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.merge.Replay;
import dev.goatdb.core.merge.View;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What texts that several people write cost: one of a long history, and branches that meet. */
final class TextRows {
  private static final ItemPath NOTE = new ItemPath(DiskHost.TODOS, "note");
  private static final List<String> FIELD = List.of("body");
  private static final int PER_COMMIT = 100;
  private static final int COMMITS_UNSIGNED = 20;
  private static final double MILLIS = 1e6;
  private static final Octets SALT = Octets.wrap(new byte[16]);

  private final Sheet sheet;
  private final int rounds;

  TextRows(boolean quick, Sheet sheet) {
    this.sheet = sheet;
    this.rounds = quick ? 3 : 11;
  }

  void run() {
    sheet.note("writing a paper");
    Trace trace = new Trace();
    Samples apply = new Samples();
    DiskHost written = write(trace);
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      written = write(trace);
      apply.add(System.nanoTime() - start);
    }
    sheet.add(
        Row.lower(
            "merge.trace.apply",
            "type a paper of 260,000 keystrokes into a text, each shown at once, and commit every 100; no disk,"
                + " signatures are a hash",
            "s",
            1e9,
            apply,
            1.5));
    written.close();
    sheet.add(
        Row.lower(
            "merge.trace.size",
            "the log of that with all signatures, ten commits under one on average",
            "KB",
            1024,
            Samples.of(written.log().length),
            500));
    loads(written);
    concurrent(trace);
    branches();
  }

  private static DiskHost write(Trace trace) {
    DiskHost host = DiskHost.large(2, new byte[0], new byte[0]).open();
    host.engine().create(NOTE, DiskHost.NOTE, Map.of());
    host.settle();
    for (int i = 0; i < Trace.EDITS; i++) {
      host.engine().change(NOTE, text(host), new Operation.Alter(FIELD, change(trace, i)));
      if (i % PER_COMMIT == PER_COMMIT - 1) {
        host.engine().commit();
        host.settle();
        if (i / PER_COMMIT % COMMITS_UNSIGNED == 0) {
          host.sign(true);
          host.sign(false);
        }
      }
    }
    host.sign(true);
    return host;
  }

  private static TextChange change(Trace trace, int i) {
    boolean deletes = trace.typed[i] == 0;
    String typed = deletes ? "" : String.valueOf(trace.typed[i]);
    return TextChange.of(trace.places[i], deletes ? 1 : 0, typed);
  }

  private static Value.Str text(DiskHost host) {
    return (Value.Str)
        host.engine().state(NOTE).orElseThrow().field("body").orElse(new Value.Str(""));
  }

  private void loads(DiskHost written) {
    Samples load = new Samples();
    int length = text(written).value().length();
    for (int i = 0; i < 2 * rounds; i++) {
      byte[] log = written.log();
      byte[] index = written.index();
      long start = System.nanoTime();
      DiskHost host = DiskHost.large(5, log, index).open();
      int read = text(host.engine().look(NOTE).orElseThrow().state()).length();
      load.add(System.nanoTime() - start);
      if (read != length) {
        throw new IllegalStateException("a text of " + read + " characters, not " + length);
      }
    }
    sheet.add(
        Row.lower(
            "merge.trace.load",
            "open the log and index of that and read the text of " + length + " characters",
            "ms",
            MILLIS,
            load,
            10));
  }

  /** One edit that saw half of the history; nothing of it is remembered. */
  private void concurrent(Trace trace) {
    List<Commit> commits = new ArrayList<>();
    TextChange change = TextChange.NOTHING;
    for (int i = 0; i < Trace.EDITS; i++) {
      change = change.then(change(trace, i));
      if (i % PER_COMMIT == PER_COMMIT - 1) {
        commits.add(above(commits.isEmpty() ? List.of() : List.of(last(commits)), change, 0));
        change = TextChange.NOTHING;
      }
    }
    Commit middle = commits.get(commits.size() / 2);
    commits.add(above(List.of(middle), TextChange.of(20_000, 0, "remote"), 1));
    sheet.add(
        Row.lower(
            "merge.trace.concurrent",
            "the text of that with one edit that is concurrent with its second half, from the commits in memory",
            "ms",
            MILLIS,
            merged(commits, rounds),
            100));
  }

  private void branches() {
    sheet.add(
        Row.lower(
            "merge.text100k",
            "two branches of 100 edits each, each a commit, on a text of 100,000 characters",
            "ms",
            MILLIS,
            merged(branches(100), 10 * rounds),
            5));
    sheet.add(
        Row.lower(
            "merge.branch1k",
            "two branches of 1,000 commits each on a text of 100,000 characters",
            "ms",
            MILLIS,
            merged(branches(1_000), 2 * rounds),
            60));
  }

  private static List<Commit> branches(int length) {
    SplittableRandom random = new SplittableRandom(1);
    List<Commit> commits = new ArrayList<>();
    Commit root = above(List.of(), TextChange.of(0, 0, "abcdefghi ".repeat(10_000)), 0);
    commits.add(root);
    for (int branch = 0; branch < 2; branch++) {
      Commit last = root;
      int cursor = 0;
      for (int i = 0; i < length; i++) {
        cursor = i % 10 == 0 ? random.nextInt(100_000) : cursor + 5;
        boolean deletes = random.nextInt(4) == 0;
        TextChange change = TextChange.of(cursor, deletes ? 3 : 0, deletes ? "" : "words");
        last = above(List.of(last), change, branch);
        commits.add(last);
      }
    }
    return commits;
  }

  /** The heads' value, where only that of the oldest commit is remembered. */
  private static Samples merged(List<Commit> commits, int rounds) {
    Samples samples = new Samples();
    for (int i = 0; i < 2 * rounds; i++) {
      Graph graph = new Graph(16, new MapLedger());
      commits.forEach(commit -> graph.admit(commit, null));
      Replay replay = new Replay(schema -> View.plain(Value.EMPTY_DICT));
      List<Node> heads = graph.resident().iterator().next().heads();
      replay.valueAt(graph.resident().iterator().next().nodes().get(0));
      long start = System.nanoTime();
      if (text(replay.value(heads)).isEmpty()) {
        throw new IllegalStateException("there is a text");
      }
      if (i >= rounds) {
        samples.add(System.nanoTime() - start);
      }
    }
    return samples;
  }

  private static Commit last(List<Commit> commits) {
    return commits.get(commits.size() - 1);
  }

  private static Commit above(List<Commit> parents, TextChange change, int branch) {
    long clock = parents.isEmpty() ? 1 : parents.get(0).header().clock() + 2 + branch;
    return Commits.above(parents, clock, SALT, List.of(new Operation.Alter(FIELD, change)));
  }

  private static String text(ItemState state) {
    return ((Value.Str) state.field("body").orElseThrow()).value();
  }
}
