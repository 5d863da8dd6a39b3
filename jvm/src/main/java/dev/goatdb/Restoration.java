package dev.goatdb;

import dev.goatdb.core.Restorations;
import dev.goatdb.core.commit.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a server that lost commits of a repository has got them back from those who have them.
 *
 * @param repository its path
 * @param back how many commits came back since the server started
 * @param from how many of them came from which session
 * @param missing how many have a receipt and are still to come; new edits wait for them
 * @param lost how many of those the server goes on without; they are taken in where somebody brings
 *     them after all
 */
public record Restoration(
    String repository, int back, Map<String, Integer> from, int missing, int lost) {

  static Restoration of(Restorations.Report report) {
    Map<String, Integer> from = new LinkedHashMap<>();
    for (Map.Entry<SessionId, Integer> one : report.from().entrySet()) {
      from.put(one.getKey().toString(), one.getValue());
    }
    return new Restoration(
        report.repository().toString(), report.back(), from, report.missing(), report.lost());
  }

  /** A line for people. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(repository).append(": ").append(back).append(" came back");
    String before = " (";
    for (Map.Entry<String, Integer> one : from.entrySet()) {
      text.append(before).append(one.getValue()).append(" from session ").append(one.getKey());
      before = ", ";
    }
    text.append(from.isEmpty() ? "" : ")");
    text.append(", ").append(missing).append(" with a receipt still missing");
    return text.append(lost == 0 ? "" : ", " + lost + " given up").toString();
  }
}
