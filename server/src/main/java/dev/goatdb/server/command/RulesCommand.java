package dev.goatdb.server.command;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.RuleReplay;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.rules.RuleCases;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat rules}: rules put to the test before they are used. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(test | replay)",
    description = "Puts the rules of a definition file to the test before a server uses them.",
    footer = {
      "",
      "Examples:",
      "  goat rules test cases.json",
      "  goat rules replay --definitions new-goat.json --data /var/lib/goat --since 30d"
    })
final class RulesCommand {
  @Option(
      names = {"--definitions", "--schema"},
      paramLabel = "FILE",
      description = "the definition file with the rules (default: ${DEFAULT-VALUE})")
  private Path definitions = Definitions.USUAL;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = {
        "Runs cases: who does what to which item, and whether that is allowed or refused.",
        "Fails where a case does not come out as it expects. docs/guide/rules.md shows the format."
      })
  int test(
      @Parameters(paramLabel = "CASES", description = "a JSON file of cases") Path cases,
      @Option(
              names = {"--definitions", "--schema"},
              paramLabel = "FILE",
              description = "the definition file with the rules")
          Path rules) {
    PrintWriter out = spec.commandLine().getOut();
    List<RuleCases.Outcome> outcomes =
        RuleCases.run(
            Definitions.read(rules == null ? definitions : rules), Definitions.read(cases));
    int failed = 0;
    for (RuleCases.Outcome outcome : outcomes) {
      failed += outcome.isAsExpected() ? 0 : 1;
      out.println((outcome.isAsExpected() ? "  ok    " : "  FAILS ") + outcome.name());
      if (!outcome.isAsExpected()) {
        out.println("        " + outcome.said());
      }
    }
    out.println(outcomes.size() + " cases, " + failed + " failed");
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description = {
        "Asks of every edit in a folder whether these rules would have let it be, each on what its",
        "item was when it came in. No server may have the folder open; copy it first where one has.",
        "What a server refused is not in its folder, so only what it accepted can be asked about."
      })
  int replay(
      @Option(
              names = {"-d", "--data"},
              paramLabel = "DIR",
              required = true,
              description = "the folder of a server's data")
          Path data,
      @Option(
              names = "--since",
              paramLabel = "TIME",
              defaultValue = "1970-01-01T00:00:00Z",
              description = "only edits from then on: 2026-01-31T12:00:00Z, or 30d, 12h ago")
          String since,
      @Option(
              names = {"--definitions", "--schema"},
              paramLabel = "FILE",
              description = "the definition file with the rules")
          Path rules) {
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.isDirectory(data.resolve("repositories"))) {
      throw new GoatException.NotFound(
          "There are no repositories in " + data + ".",
          "Give the folder that 'goat serve --data' uses.");
    }
    GoatFile file = GoatFile.load(rules == null ? definitions : rules);
    Instant from = Moments.parse(since);
    try (GoatDB db = GoatDB.open(data, o -> o.file(file).authority())) {
      RuleReplay.Report report = RuleReplay.of(db, file, from);
      for (RuleReplay.Refused one : report.refused()) {
        out.println(
            one.at()
                + " "
                + one.path()
                + " by "
                + one.user().orElse("a guest")
                + " ("
                + one.session().substring(0, 10)
                + "): "
                + one.rule().map(rule -> "refused by '" + rule + "'. ").orElse("refused. ")
                + one.reason());
      }
      out.println(
          report.commits()
              + " edits since "
              + from
              + ", "
              + report.refused().size()
              + " would have been refused");
      out.flush();
      return 0;
    }
  }
}
