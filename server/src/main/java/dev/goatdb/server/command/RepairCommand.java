package dev.goatdb.server.command;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.maintenance.FolderRepair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat repair}: logs that are whole from what is left of damaged ones. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Mends the damaged logs of a folder that no process has open. Each becomes a new log of all",
      "that can be read of it, of a backup (--from) and of what a server has (--server). The damaged",
      "file is kept beside it. What is still missing then is listed, and the exit code is 1.",
      "Where nothing is wrong, nothing is done."
    },
    footer = {
      "",
      "Examples:",
      "  goat repair ./goat-data --from /backups/goat.backup",
      "  goat repair ./replica --server ws://localhost:8080",
      "",
      "A server that was repaired gets back from its clients what they have, when they connect."
    })
final class RepairCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "the folder of a database")
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Option(
      names = "--from",
      paramLabel = "BACKUP",
      description = "a backup file, or a copy of the folder")
  private @Nullable Path from;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "the server that the folder is a replica of, ws://host:port")
  private @Nullable String server;

  @Option(
      names = "--definitions",
      paramLabel = "FILE",
      description = "the definition file with the schemas (default: goat.json where it exists)")
  private @Nullable Path definitions;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    Terminal.quiet();
    PrintWriter out = spec.commandLine().getOut();
    List<FolderRepair.Mended> mended = mend(Optional.ofNullable(from));
    boolean whole = mended.stream().allMatch(FolderRepair.Mended::isWhole);
    if (server == null) {
      mended.forEach(one -> print(one, true, out));
    } else {
      mended.forEach(one -> print(one, false, out));
      List<FolderRepair.Mended> later = fetch(server);
      later.forEach(one -> print(one, true, out));
      whole = later.stream().allMatch(FolderRepair.Mended::isWhole);
    }
    (mended.isEmpty() ? FolderRepair.putAside(folder) : List.<Path>of())
        .forEach(file ->
            out.println(
                "  " + file + " is what a repair put aside; delete it when you need it no longer"));
    String result = whole ? "repaired" : "repaired as far as it can be";
    out.println(folder + ": " + (mended.isEmpty() && whole ? "nothing to repair" : result));
    out.flush();
    return whole ? 0 : 1;
  }

  private List<FolderRepair.Mended> mend(Optional<Path> source) {
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      return FolderRepair.run(folder, source, schemas(), what -> progress.show(what, 0));
    }
  }

  /**
   * Brings the folder in step with its server, and takes in what could be read of the damaged logs
   * and builds on what the server had.
   */
  private List<FolderRepair.Mended> fetch(String address) {
    sync(address);
    List<FolderRepair.Mended> later = mend(Optional.empty());
    if (later.stream().anyMatch(mended -> mended.commits() > 0)) {
      sync(address);
    }
    return later;
  }

  private void sync(String address) {
    GoatFile file = Definitions.load(definitions).orElse(GoatFile.parse("{}"));
    try (GoatDB db = GoatDB.open(folder, o -> o.file(file).server(address))) {
      db.sync();
    }
  }

  private List<SchemaId> schemas() {
    Path path = definitions == null ? Definitions.USUAL : definitions;
    try {
      if (!Files.exists(path)) {
        return List.of();
      }
      List<SchemaId> all = new ArrayList<>();
      dev.goatdb.core.schema.file.GoatFile.parse(Files.readString(path))
          .schemas()
          .all()
          .forEach(schema -> all.add(schema.id()));
      return all;
    } catch (IOException failed) {
      throw new GoatException.NotFound(
              "Could not read the definition file " + path + ".", "Give the path of a goat.json.")
          .causedBy(failed);
    }
  }

  private static void print(FolderRepair.Mended mended, boolean last, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: %s, %,d commits%s%n",
        mended.log(),
        mended.renewed() ? "a new log" : "added to",
        mended.commits(),
        mended.kept().map(kept -> "; the damaged file is " + kept).orElse(""));
    mended
        .lost()
        .forEach(damage ->
            out.printf(
                Locale.ROOT,
                "  bytes %,d to %,d cannot be read, and nothing tells what they held%n",
                damage.from(),
                damage.to()));
    mended
        .cut()
        .ifPresent(at ->
            out.printf(
                Locale.ROOT, "  what followed byte %,d is gone: the log was longer once%n", at));
    if (mended.unread() > 0) {
      out.printf(Locale.ROOT, "  %,d records could not be understood%n", mended.unread());
    }
    if (!last) {
      return;
    }
    mended
        .left()
        .forEach(left ->
            out.printf(
                Locale.ROOT,
                "  commit %s of %s is left out: %s%n",
                left.commit(),
                left.item(),
                left.reason()));
    if (mended.absent() > 0) {
      out.printf(Locale.ROOT, "  %,d commits have a receipt and are not here%n", mended.absent());
    }
  }
}
