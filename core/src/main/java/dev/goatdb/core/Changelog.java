package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;
import java.util.Optional;

/** Who changed what when: the commits of a repository as an operator reads them. */
public final class Changelog {
  private Changelog() {}

  /**
   * A commit.
   *
   * @param user whose session it was, where the server knew
   * @param atMillis when it was made, by its author's clock, since 1970
   * @param begins whether it builds on nothing
   * @param receipted whether a receipt covers it
   */
  public record Entry(
      ItemPath item,
      CommitId commit,
      SessionId session,
      Optional<String> user,
      long atMillis,
      SchemaId schema,
      boolean begins,
      boolean receipted,
      List<Operation> operations) {}

  /** How many commits an open repository has, those that were taken out included. */
  public static int count(Engine engine, RepositoryPath path) {
    return engine.repositories().get(path).history().count();
  }

  /** The commit of a number, in the order in which they came; nothing where it was taken out. */
  public static Optional<Entry> entry(Engine engine, RepositoryPath path, int number) {
    Repository in = engine.repositories().get(path);
    if (in.history().taken().contains(number)) {
      return Optional.empty();
    }
    Node node = in.graph().node(number);
    Header header = node.header();
    return Optional.of(
        new Entry(
            new ItemPath(path, header.item()),
            node.id(),
            header.session(),
            in.certificates().find(header.session()).flatMap(Certificate::user),
            Hlc.millis(header.clock()),
            header.schema(),
            header.parents().isEmpty(),
            node.isReceipted(),
            node.commit().operations()));
  }
}
