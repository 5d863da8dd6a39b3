package dev.goatdb.server.command;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.ServerAddress;
import dev.goatdb.server.importer.Importer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat import}: a file of JSON Lines into a repository. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports JSON Lines, one object per line, into a repository.",
      "With --data it writes into the folder; where a server has that open, it goes through the",
      "server instead, as a session of the operator. With --server it goes to any server.",
      "A line that does not fit is reported and left out; the others are imported.",
      "With --key the import can be repeated: it then only sets what differs."
    },
    footer = {
      "",
      "Example:",
      "  goat import packages.jsonl --to /data/catalogue --schema package --key name",
      "",
      "Texts as in 2024-02-29T12:00:00Z become instants, lists become sets, objects become maps.",
      "The exit code is 1 if any line failed."
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the file; - is the standard input")
  @SuppressWarnings("NullAway.Init")
  private String file;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PATH",
      description = "the repository, /type/repo")
  @SuppressWarnings("NullAway.Init")
  private String repository;

  @Option(
      names = "--schema",
      required = true,
      paramLabel = "NAME",
      description = "the schema of the items; its newest version is used")
  @SuppressWarnings("NullAway.Init")
  private String schemaName;

  @Option(
      names = "--definitions",
      paramLabel = "FILE",
      description = "the definition file that has the schema (default: goat.json)")
  private @Nullable Path definitions;

  @Option(
      names = {"-k", "--key"},
      paramLabel = "FIELD",
      description = "name items after this field (default: random names)")
  private Optional<String> key = Optional.empty();

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "the folder of the data (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("goat-data");

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "a server, ws://host:port, in place of a folder")
  private @Nullable String server;

  @Option(
      names = "--session-key",
      paramLabel = "FILE",
      description = "with --server: the key file of the session to use, such as its trusted.key")
  private @Nullable Path sessionKey;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    Terminal.quiet();
    GoatFile schemas = GoatFile.load(definitions == null ? Definitions.USUAL : definitions);
    Schema schema = schemas.schema(schemaName);
    PrintWriter err = spec.commandLine().getErr();
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
        Target target = target(schemas)) {
      ImportReport report = new ImportReport(err, Terminal.isInteractive());
      Importer importer = new Importer(target.db(), repository, schema, key);
      if (target.isRemote()) {
        target.catchUp(repository);
      }
      Importer.Counts counts = importer.run(in, report);
      report.waiting();
      target.settle(repository, report);
      return report.finish(counts, target.db(), repository) ? 0 : 1;
    } catch (IOException failed) {
      throw new GoatException.NotFound(
              "Could not read " + file + ": " + failed.getMessage() + ".",
              "Give the path of a file of JSON Lines, or - for the standard input.")
          .causedBy(failed);
    }
  }

  private Target target(GoatFile schemas) {
    if (server != null) {
      return Target.server(server, Optional.ofNullable(sessionKey), schemas);
    }
    try {
      return Target.folder(data, schemas);
    } catch (GoatException.InUse open) {
      String address = ServerAddress.read(data).orElseThrow(() -> open);
      return Target.server(address, Optional.of(data.resolve("trusted.key")), schemas);
    }
  }

  /** Where the items go. */
  record Target(GoatDB db, boolean isRemote) implements AutoCloseable {
    static Target folder(Path folder, GoatFile schemas) {
      return new Target(GoatDB.open(folder, o -> o.file(schemas).authority()), false);
    }

    static Target server(String address, Optional<Path> key, GoatFile schemas) {
      return new Target(
          GoatDB.inMemory(o -> {
            o.file(schemas).server(address);
            key.ifPresent(o::sessionKey);
          }),
          true);
    }

    /** Fetches what the server has, so that existing items are found. */
    void catchUp(String repository) {
      new Settling(db, repository).await(pending -> {});
    }

    /** Waits until all is durable, as long as there is progress. */
    void settle(String repository, ImportReport report) {
      if (isRemote) {
        new Settling(db, repository).await(report::pending);
      } else {
        db.flush();
      }
    }

    @Override
    public void close() {
      db.close();
    }
  }
}
