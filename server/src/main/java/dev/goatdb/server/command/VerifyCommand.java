package dev.goatdb.server.command;

import dev.goatdb.core.audit.Findings;
import dev.goatdb.jvm.maintenance.FolderAudit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat verify}: is every log of a folder whole and right? */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Reads every log of a folder to its end and says what is wrong: what cannot be read, with",
      "offset and extent; commits that do not fit their parents; seals, certificates and receipts",
      "that are not signed by the key they name; an index that contradicts its log.",
      "Nothing is changed, no schemas are needed, and the folder may be in use."
    },
    footer = {
      "",
      "Examples:",
      "  goat verify ./goat-data",
      "  goat verify --json /var/lib/goat",
      "",
      "The last line is 'verified: yes' or 'verified: no'; the exit code is 0 only for yes.",
      "'goat repair' mends what is damaged."
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "the folder of a database")
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Option(names = "--json", description = "print one JSON object instead")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    Terminal.quiet();
    FolderAudit audit = FolderAudit.of(folder);
    PrintWriter out = spec.commandLine().getOut();
    List<FolderAudit.Checked> all = new ArrayList<>();
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      for (String log : audit.logs()) {
        FolderAudit.Checked checked =
            audit.check(log, bytes -> progress.show("checking " + log, bytes));
        all.add(checked);
        if (!json) {
          progress.clear();
          FindingsText.print(checked, out);
        }
      }
    }
    boolean sound = all.stream().allMatch(FolderAudit.Checked::isSound);
    if (json) {
      out.println(describe(audit, all, sound).encode());
    } else {
      if (audit.isInUse()) {
        out.println("the folder is in use: what is being written now may not be counted");
      }
      out.println("verified: " + (sound ? "yes" : "no"));
    }
    out.flush();
    return sound ? 0 : 1;
  }

  private JsonObject describe(FolderAudit audit, List<FolderAudit.Checked> all, boolean sound) {
    JsonArray logs = new JsonArray();
    all.forEach(checked -> logs.add(describe(checked)));
    return new JsonObject()
        .put("folder", folder.toString())
        .put("inUse", audit.isInUse())
        .put("logs", logs)
        .put("verified", sound);
  }

  private static JsonObject describe(FolderAudit.Checked checked) {
    Findings found = checked.findings();
    JsonArray damages = new JsonArray();
    found
        .damages()
        .forEach(one -> damages.add(new JsonObject().put("from", one.from()).put("to", one.to())));
    JsonArray problems = new JsonArray();
    found
        .problems()
        .forEach(one ->
            problems.add(new JsonObject().put("offset", one.offset()).put("what", one.what())));
    return new JsonObject()
        .put("log", checked.log())
        .put("organisation", found.organisation().hash().hex())
        .put("epoch", found.epoch().hex())
        .put("items", found.items())
        .put("commits", found.commits())
        .put("unsealed", found.unsealed())
        .put("unreceipted", found.unreceipted())
        .put("absent", found.absent())
        .put("seals", found.seals())
        .put("unchecked", found.unchecked())
        .put("receipts", found.receipts())
        .put("bytes", found.bytes())
        .put("unfinished", found.unfinished())
        .put("index", found.index().name().toLowerCase(Locale.ROOT))
        .put("damages", damages)
        .put("problems", problems)
        .put("sound", checked.isSound());
  }
}
