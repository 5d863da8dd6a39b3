package dev.goatdb;

import dev.goatdb.core.RuleReplay.Answer;
import dev.goatdb.core.rule.RuleBook;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.jvm.Host;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What rules would have said of edits that are in a database. */
public final class RuleReplay {
  private RuleReplay() {}

  /**
   * An edit that would have been refused.
   *
   * @param path of the item
   * @param commit its id, in hexadecimal
   * @param session the id of the session that made it
   * @param user whose session it is; nobody's when anonymous
   * @param at when it was made, by its author's clock
   * @param rule the name of the rule that decided; none where none fits
   * @param reason what its author would have been told
   */
  public record Refused(
      String path,
      String commit,
      String session,
      Optional<String> user,
      Instant at,
      Optional<String> rule,
      String reason) {}

  /**
   * What came of it.
   *
   * @param commits how many edits were judged
   * @param refused those that would have been refused
   */
  public record Report(int commits, List<Refused> refused) {}

  /**
   * Asks of every edit from a point in time on whether the rules of a file would have let it be, on
   * what its item was when it came in. What the server made itself, and sessions of its operator,
   * are not judged.
   */
  public static Report of(GoatDB db, GoatFile file, Instant since) {
    Host host = db.host();
    Schemas schemas = Schemas.of(file.schemas().stream().map(Schema::definition).toList());
    RuleBook rules = RuleBook.of(file.rules(), schemas.inExpressions());
    Set<RepositoryPath> all = host.logs();
    List<Refused> refused = new ArrayList<>();
    int commits = 0;
    for (RepositoryPath path : all) {
      int count = host.on(path, on -> new dev.goatdb.core.RuleReplay(on, rules, all).count(path));
      for (int number = 0; number < count; number++) {
        Answer answer = ask(host, rules, all, path, number, since.toEpochMilli());
        while (answer instanceof Answer.Asks asks) {
          host.on(asks.repository(), on -> on);
          answer = ask(host, rules, all, path, number, since.toEpochMilli());
        }
        commits += answer instanceof Answer.Passed ? 0 : 1;
        if (answer instanceof Answer.Refused one) {
          refused.add(refused(one));
        }
      }
    }
    return new Report(commits, refused);
  }

  private static Answer ask(
      Host host,
      RuleBook rules,
      Set<RepositoryPath> all,
      RepositoryPath path,
      int number,
      long sinceMillis) {
    return host.on(
        path, on -> new dev.goatdb.core.RuleReplay(on, rules, all).ask(path, number, sinceMillis));
  }

  private static Refused refused(Answer.Refused one) {
    return new Refused(
        one.item().toString(),
        one.commit().hash().hex(),
        one.session().bytes().hex(),
        one.user(),
        Instant.ofEpochMilli(one.atMillis()),
        one.rule(),
        one.reason());
  }
}
