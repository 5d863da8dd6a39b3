package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Group;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Scratch;
import dev.goatdb.bench.group.Sheet;
import dev.goatdb.bench.group.Yardstick;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The embedded store, next to SQLite, MVStore, RocksDB, Nitrite and ObjectBox. */
public final class StoreGroup implements Group {
  private static final int HUNDRED_THOUSAND = 100_000;
  private static final int MILLION = 1_000_000;
  private static final List<String> SMALL_HEAP = List.of("-XX:+UseSerialGC", "-Xms16m", "-Xmx1g");
  private static final List<String> LARGE_HEAP = List.of("-XX:+UseSerialGC", "-Xms16m", "-Xmx4g");

  /** MVStore and Nitrite write most of their file at every commit, and take too long to fill. */
  private static final List<Engine> THAT_FILL_FAST =
      List.of(Engine.GOAT, Engine.SQLITE, Engine.ROCKSDB, Engine.OBJECTBOX);

  @Override
  public String name() {
    return "store";
  }

  @Override
  public String method() {
    return """
    Each engine runs in a process of its own, with its own class path and the same flags for Java, and is told line
    by line what to do; the clock is read inside. In every round ours and the others have their turn, and between
    turns everything that goes on behind the scenes is waited for, so that a change of the machine's speed hits all.
    Before the rows about writing each engine creates for some seconds, and the first rounds of every row warm up.
    In these rows and those about reading and opening each has 512 MB of heap that the machine gave it beforehand: the
    first use of memory costs more on some machines than all that an engine does with it. A figure is the median of all
    samples of the rounds that follow. The clock is a plain one, around single operations, or around 1,000 where they
    are shorter than a microsecond; no harness is used, since none lets processes take turns. A document is a task: a text of 40 characters, done, created and three
    tags, under a key of sixteen random bytes in 26 characters. All engines hold the same documents, and what they read
    is added up and compared. Ours seals every commit with a signature, in all rows.\
    """;
  }

  @Override
  public List<String> versions() throws IOException {
    Libraries libraries = Libraries.here();
    List<String> versions = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      versions.add(engine.label() + ": " + libraries.versions(engine));
    }
    return versions;
  }

  @Override
  public void run(boolean quick, Sheet sheet) throws Exception {
    try (Scratch scratch = new Scratch()) {
      Effort effort = Effort.of(quick);
      Workshop workshop = new Workshop(Libraries.here(), scratch.path(), effort, sheet);
      new WriteRows(workshop).measure();
      new DiskRows(workshop).measure();
      hundredThousand(workshop);
      if (effort.million()) {
        million(workshop);
      }
    }
  }

  private static void hundredThousand(Workshop workshop) throws IOException {
    Sheet sheet = workshop.sheet();
    Stock stock = Stock.make(workshop, HUNDRED_THOUSAND, List.of(Engine.values()), List.of());
    new ReadRows(workshop, stock).measure();
    OpenRows open = new OpenRows(workshop, stock);
    sheet.note("opening");
    Row withIndex = open.withIndex("store.open100k.index", 2, Workshop.ROOMY);
    sheet.add(withIndex);
    Row without = open.withoutIndex("store.open100k.noindex", 60);
    sheet.add(withIndex.yardstick().map(without::against).orElse(without));
    FreshRows fresh = new FreshRows(workshop, stock);
    sheet.note("starting fresh processes");
    sheet.add(fresh.cold("store.cold100k", 0.35, Yardstick.original(1.95), SMALL_HEAP));
    sheet.add(fresh.resident("store.rss100k", 60, SMALL_HEAP).against(Yardstick.original(540)));
  }

  /** What ours cannot do yet with a million documents is noted, and the report goes on. */
  private static void million(Workshop workshop) {
    Sheet sheet = workshop.sheet();
    try {
      Stock stock = Stock.make(workshop, MILLION, THAT_FILL_FAST, LARGE_HEAP);
      sheet.add(new OpenRows(workshop, stock).withIndex("store.open1m.index", 5, LARGE_HEAP));
      sheet.add(new FreshRows(workshop, stock).resident("store.rss1m", 400, LARGE_HEAP));
    } catch (IOException failed) {
      sheet.miss("rows of a million documents", failed);
    }
  }
}
