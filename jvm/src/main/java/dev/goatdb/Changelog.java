package dev.goatdb;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.jvm.Host;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who changed what when, as the history of a database tells it. */
public final class Changelog {
  private Changelog() {}

  /**
   * An edit, as it was committed.
   *
   * @param path of the item
   * @param commit its id, in hexadecimal
   * @param session the id of the session that made it
   * @param user whose session it was, where the server knew
   * @param at when it was made, by its author's clock
   * @param schema the schema and its version
   * @param receipted whether the server has confirmed it
   * @param changes what it did, in words, by field
   */
  public record Entry(
      String path,
      String commit,
      String session,
      Optional<String> user,
      Instant at,
      String schema,
      boolean receipted,
      List<String> changes) {}

  /** Tells all edits of a repository, in the order in which they came here. */
  public static void read(GoatDB db, String repository, Consumer<Entry> reader) {
    Host host = db.host();
    RepositoryPath path = RepositoryPath.parse(repository);
    int count = host.on(path, on -> dev.goatdb.core.Changelog.count(on, path));
    for (int i = 0; i < count; i++) {
      int number = i;
      host.on(path, on -> dev.goatdb.core.Changelog.entry(on, path, number))
          .map(Changelog::entry)
          .ifPresent(reader);
    }
  }

  private static Entry entry(dev.goatdb.core.Changelog.Entry of) {
    List<String> changes = new ArrayList<>();
    of.operations().forEach(operation -> changes.add(words(operation, of.begins())));
    return new Entry(
        of.item().toString(),
        of.commit().hash().hex(),
        of.session().bytes().hex(),
        of.user(),
        Instant.ofEpochMilli(of.atMillis()),
        of.schema().toString(),
        of.receipted(),
        changes);
  }

  private static String words(Operation operation, boolean begins) {
    if (!operation.path().isEmpty()) {
      return operation.path().get(0) + " " + Explanation.what(operation);
    }
    boolean deletes = operation instanceof Operation.Put put && put.value().equals(Value.TRUE);
    return deletes ? "deleted" : begins ? "created" : "restored";
  }
}
