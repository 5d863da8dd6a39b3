package dev.goatdb.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command {@code ./goat bench [GROUP] [--quick] [--json FILE]}. */
public final class Bench {
  private static final List<Group> GROUPS =
      List.of(new StoreGroup(), new SyncGroup(), new WebGroup());
  private static final int USAGE = 64;
  private static final String HELP =
      """
      usage: ./goat bench [GROUP] [--quick] [--json FILE]

      Measures GoatDB next to what a user would pick instead, in one run. Without a group it runs all of them.

        store    the embedded store, next to SQLite
        sync     edits from one peer to another through a server process
        web      the to-do application in a browser: edits, and opening many tasks, next to IndexedDB

        --quick      a rough answer in less time
        --json FILE  writes the rows to a file as well

      Example: ./goat bench sync --quick
      """;

  private Bench() {}

  /** Exits with 0 when every row was measured, and with 64 where the arguments are wrong. */
  public static void main(String[] args) throws Exception {
    boolean quick = false;
    Optional<Path> json = Optional.empty();
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      Optional<Group> group = GROUPS.stream().filter(each -> each.name().equals(arg)).findFirst();
      if (arg.equals("--help")) {
        System.out.print(HELP);
        return;
      } else if (arg.equals("--quick")) {
        quick = true;
      } else if (arg.equals("--json") && i + 1 < args.length) {
        json = Optional.of(Path.of(args[++i]));
      } else if (group.isPresent()) {
        groups.add(group.get());
      } else {
        System.err.println("goat bench: '" + arg + "' is not understood.\n\n" + HELP);
        System.exit(USAGE);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Group group : groups.isEmpty() ? GROUPS : groups) {
      System.err.println("measuring " + group.name() + " ...");
      rows.addAll(group.run(quick));
    }
    System.out.print(Report.table(rows));
    if (json.isPresent()) {
      Report.write(json.get(), rows);
    }
  }
}
