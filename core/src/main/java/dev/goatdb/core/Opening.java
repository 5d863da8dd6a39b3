package dev.goatdb.core;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A repository being opened on its log, in steps between which a host may do other things. */
public final class Opening {
  private final Context context;
  private final RepositoryPath path;
  private final int size;
  private final LogCursor cursor;
  private final Consumer<OrganisationId> met;
  private final Consumer<Repository> opened;
  private OrganisationId owner = OrganisationId.UNKNOWN;
  private @Nullable Repository repository;
  private @Nullable Recovery recovery;
  private @Nullable GoatException failure;

  /**
   * @param bytes the log, which may be empty
   * @param met gets the organisation that the log names
   * @param opened gets the repository once it is whole
   */
  Opening(
      Context context,
      RepositoryPath path,
      byte[] bytes,
      Consumer<OrganisationId> met,
      Consumer<Repository> opened) {
    this.context = context;
    this.path = path;
    this.size = bytes.length;
    this.cursor = LogCursor.of(path.toString(), bytes);
    this.met = met;
    this.opened = opened;
  }

  /** Opens at once. */
  static Repository whole(
      Context context, RepositoryPath path, byte[] bytes, Consumer<OrganisationId> met) {
    List<Repository> result = new ArrayList<>(1);
    Opening opening = new Opening(context, path, bytes, met, result::add);
    while (!opening.advance(Integer.MAX_VALUE)) {
      // The next record.
    }
    return result.get(0);
  }

  /**
   * Takes so many steps more, each a record or a commit within one; true once the repository is
   * open, after cutting off a torn end.
   *
   * <p>Throws {@code Corrupted} for damage before the end and {@code Incompatible} for a log of
   * another organisation; the repository stays closed then, and so does whatever is called later.
   */
  public boolean advance(int steps) {
    if (failure != null) {
      throw failure;
    }
    try {
      return go(steps);
    } catch (GoatException wrong) {
      failure = wrong;
      throw wrong;
    }
  }

  private boolean go(int steps) {
    if (recovery == null && !begin()) {
      return true;
    }
    Recovery reading = Objects.requireNonNull(recovery);
    for (int i = 0; i < steps; i++) {
      if (reading.isWithinPack()) {
        reading.advance();
        continue;
      }
      LogRecord record = cursor.next();
      if (record == null) {
        finish();
        return true;
      }
      reading.begin(record);
    }
    return false;
  }

  /** Looks whose log it is; false where that was all there is to do. */
  private boolean begin() {
    LogRecord origin = cursor.next();
    if (origin == null) {
      Octets beginning = LogWriter.beginning(context, path);
      context.outbox().add(new Effect.Replace(path.toString(), beginning));
      opened.accept(new Repository(context, path, beginning.size()));
      return false;
    }
    owner = LogWriter.organisation(origin);
    if (!owner.isKnown() && context.organisation().isKnown()) {
      opened.accept(Adoption.of(context, path, rest()));
      return false;
    }
    if (owner.isKnown()) {
      met.accept(owner);
    }
    if (!owner.equals(context.organisation())) {
      throw new GoatException.Incompatible(
          "The repository "
              + path
              + " belongs to the organisation "
              + owner
              + ", not to "
              + context.organisation()
              + ".",
          "Open it with the folder it came from, or import its items.");
    }
    repository = new Repository(context, path, cursor.position());
    recovery = new Recovery(context, repository);
    return true;
  }

  private List<LogRecord> rest() {
    List<LogRecord> records = new ArrayList<>();
    for (LogRecord next = cursor.next(); next != null; next = cursor.next()) {
      records.add(next);
    }
    return records;
  }

  /** Where the organisation became known while drafts were read, they are adopted now. */
  private void finish() {
    Repository whole = Objects.requireNonNull(repository);
    if (cursor.position() < size) {
      context.outbox().add(new Effect.Truncate(path.toString(), cursor.position()));
    }
    if (!owner.isKnown() && context.organisation().isKnown()) {
      opened.accept(Adoption.of(context, whole));
      return;
    }
    whole.log().startAt(cursor.position());
    List<Node> sealed = new ArrayList<>();
    whole.graph().nodes().stream().filter(Node::isSealed).forEach(sealed::add);
    whole.receipts().announced(sealed);
    whole.sealer().seal();
    opened.accept(whole);
  }
}
