package dev.goatdb.server.command;

import dev.goatdb.core.audit.Findings;
import dev.goatdb.core.log.Damage;
import dev.goatdb.jvm.maintenance.FolderAudit;
import java.io.PrintWriter;
import java.util.Locale;

/** What was found in a log, in a line, and in one more for each thing that is worth one. */
final class FindingsText {
  private FindingsText() {}

  static void print(FolderAudit.Checked checked, PrintWriter out) {
    Findings found = checked.findings();
    out.printf(
        Locale.ROOT,
        "%s: %,d items, %,d commits, %,d seals, %,d receipts, %,d bytes, epoch %s, %s%n",
        checked.log(),
        found.items(),
        found.commits(),
        found.seals(),
        found.receipts(),
        found.bytes(),
        found.epoch().hex(),
        found.index().phrase());
    for (Damage damage : found.damages()) {
      out.printf(
          Locale.ROOT,
          "  damaged from byte %,d to byte %,d (%,d bytes); whole records follow%n",
          damage.from(),
          damage.to(),
          damage.to() - damage.from());
    }
    found
        .problems()
        .forEach(problem ->
            out.printf(Locale.ROOT, "  at byte %,d: %s%n", problem.offset(), problem.what()));
    remark(out, found.absent(), "commits have a receipt and are not here");
    remark(out, found.unsealed(), "commits wait for their seal");
    remark(out, found.unchecked(), "seals could not be checked: no certificate of their session");
    remark(out, found.unfinished(), "bytes of an unfinished write follow; they are cut at opening");
  }

  private static void remark(PrintWriter out, long count, String what) {
    if (count > 0) {
      out.printf(Locale.ROOT, "  %,d %s%n", count, what);
    }
  }
}
