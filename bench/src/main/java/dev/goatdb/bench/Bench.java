package dev.goatdb.bench;

import dev.goatdb.bench.group.Checkout;
import dev.goatdb.bench.group.Group;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Sheet;
import dev.goatdb.bench.store.StoreGroup;
import dev.goatdb.bench.sync.SyncGroup;
import dev.goatdb.error.GoatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command {@code ./goat bench [GROUP ...] [--quick] [--json FILE] [--results FILE]}. */
public final class Bench {
  private static final List<Group> GROUPS =
      List.of(
          new StoreGroup(),
          new MergeGroup(),
          new SyncGroup(),
          new AuthorityGroup(),
          new WebGroup());
  private static final int MISSING = 1;
  private static final int USAGE = 64;
  private static final String HELP =
      """
      usage: ./goat bench [GROUP ...] [--quick] [--json FILE] [--results FILE]

      Measures GoatDB next to what a user would pick instead, in one run. Without a group it runs all of them.

        store    the embedded store, next to SQLite, MVStore, RocksDB, Nitrite and ObjectBox
        merge    the value of an item with two heads, and an expression
        sync     clients and a server process: edits, reconnecting, loading, ingesting, idle connections
        web      the to-do application in a browser: edits, and opening many tasks, next to IndexedDB

        --quick         a rough answer in less time
        --json FILE     writes the rows to a file as well
        --results FILE  writes a page with machine, versions, method and rows; by default, where store is measured and
                        without --quick, that is bench/RESULTS.md of the repository

      Example: ./goat bench store --quick
      """;

  private final boolean quick;
  private final Optional<Path> json;
  private final Optional<Path> results;
  private final Map<Group, Sheet> measured = new LinkedHashMap<>();

  private Bench(boolean quick, Optional<Path> json, Optional<Path> results, List<Group> groups) {
    this.quick = quick;
    this.json = json;
    this.results = results;
    (groups.isEmpty() ? GROUPS : groups).forEach(group -> measured.put(group, new Sheet()));
  }

  /**
   * Exits with 0 when every row was measured, with 1 where one could not be, and with 64 where the
   * arguments are wrong.
   */
  public static void main(String[] args) throws Exception {
    if (List.of(args).contains("--help")) {
      System.out.print(HELP);
      return;
    }
    System.exit(parse(args).run());
  }

  private static Bench parse(String[] args) {
    boolean quick = false;
    Optional<Path> json = Optional.empty();
    Optional<Path> results = Optional.empty();
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      boolean more = i + 1 < args.length;
      Optional<Group> group = GROUPS.stream().filter(each -> each.name().equals(arg)).findFirst();
      if (arg.equals("--quick")) {
        quick = true;
      } else if (arg.equals("--json") && more) {
        json = Optional.of(Path.of(args[++i]));
      } else if (arg.equals("--results") && more) {
        results = Optional.of(Path.of(args[++i]));
      } else if (group.isPresent()) {
        groups.add(group.get());
      } else {
        System.err.println("goat bench: '" + arg + "' is not understood.\n\n" + HELP);
        System.exit(USAGE);
      }
    }
    return new Bench(quick, json, results, groups);
  }

  private int run() throws Exception {
    Machine machine = Machine.here();
    for (Map.Entry<Group, Sheet> each : measured.entrySet()) {
      System.err.println("measuring " + each.getKey().name() + " ...");
      each.getKey().run(quick, each.getValue());
    }
    List<Row> rows = measured.values().stream().flatMap(sheet -> sheet.rows().stream()).toList();
    System.out.print(Report.table(rows));
    if (json.isPresent()) {
      Report.write(json.get(), machine, rows);
    }
    Optional<Path> page = results.or(this::resultsOfTheRepository);
    if (page.isPresent()) {
      Files.writeString(page.get(), Results.page(machine, quick, measured));
    }
    return measured.values().stream().allMatch(sheet -> sheet.missing().isEmpty()) ? 0 : MISSING;
  }

  private Optional<Path> resultsOfTheRepository() {
    boolean worthKeeping =
        !quick && measured.keySet().stream().anyMatch(group -> group.name().equals("store"));
    try {
      return worthKeeping ? Optional.of(Checkout.here().results()) : Optional.empty();
    } catch (GoatException.NotFound elsewhere) {
      return Optional.empty();
    }
  }
}
