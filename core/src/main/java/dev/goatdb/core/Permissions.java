package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Who may do what, as the engine asks it; here, of somebody who has nobody to judge. */
class Permissions {
  /** Whether rules are asked at all. */
  boolean areChecked() {
    return false;
  }

  /** Tells the rules that are asked from others; empty where none are. */
  Octets digest() {
    return Octets.EMPTY;
  }

  /** How often something was refused, by the names of rules; by an empty one where none fitted. */
  Map<String, Long> refused() {
    return Map.of();
  }

  /**
   * The authority looks at commits that have one fate before it judges them; throws what is wrong
   * with them, whatever rules say.
   */
  void examine(Repository in, List<Commit> commits, Seal seal, Certificate author) {}

  /**
   * The authority judges commits that have one fate. Throws {@code Denied} where one of them must
   * not be.
   *
   * @param author the session that made them
   * @return the repository that must be open before that can be told, if one must
   */
  Optional<RepositoryPath> judge(Repository in, List<Commit> commits, Certificate author) {
    return Optional.empty();
  }

  /**
   * A client judges an edit before it is made; throws {@code Denied} where the authority is certain
   * to refuse it.
   */
  void foresee(Repository in, String item, SchemaId schema, List<Operation> operations) {}

  /** Whether what a session is about to commit may be shown to others. */
  boolean allowsLive(
      Repository in,
      String item,
      SchemaId schema,
      List<Operation> operations,
      Certificate session) {
    return true;
  }

  /**
   * Whether a session may read a repository. Throws {@code Denied} where it may read nothing of it.
   *
   * @param lookedUp told which items that depends on
   * @return the repository that must be open before that can be told, if one must
   */
  Optional<RepositoryPath> requireReadable(
      Certificate session, RepositoryPath repository, Consumer<ItemPath> lookedUp) {
    return Optional.empty();
  }

  /** All of the engine is there. */
  void serve(Engine engine) {}

  /** Opens a channel for a repository, if the session may read it, and as long as it may. */
  void subscribe(Connection connection, Message.Subscribe wanted) {
    connection.open(wanted);
  }

  void gone(Connection connection) {}

  /** Whose a session is that connects; nobody's when anonymous. */
  Optional<String> user(SessionId session) {
    return Optional.empty();
  }

  /** Does something when a repository is open. */
  void whenOpen(RepositoryPath path, Runnable then, Consumer<GoatException> otherwise) {
    throw new IllegalStateException("Nothing is asked for where no rules are.");
  }
}
