package dev.goatdb.core;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.Damage;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborWriter;
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
  private final StoredLog stored;
  private final Consumer<OrganisationId> met;
  private final Consumer<Repository> opened;
  private LogCursor cursor;
  private OrganisationId owner = OrganisationId.UNKNOWN;
  private @Nullable Repository repository;
  private @Nullable Recovery recovery;
  private @Nullable GoatException failure;
  private int damages;

  /**
   * @param stored the log, which may be empty, and its index
   * @param met gets the organisation that the log names
   * @param opened gets the repository once it is whole
   */
  Opening(
      Context context,
      RepositoryPath path,
      StoredLog stored,
      Consumer<OrganisationId> met,
      Consumer<Repository> opened) {
    this.context = context;
    this.path = path;
    this.stored = stored;
    this.cursor = LogCursor.of(path.toString(), stored.log());
    this.met = met;
    this.opened = opened;
  }

  /** Opens at once. */
  static Repository whole(
      Context context, RepositoryPath path, StoredLog stored, Consumer<OrganisationId> met) {
    List<Repository> result = new ArrayList<>(1);
    Opening opening = new Opening(context, path, stored, met, result::add);
    while (!opening.advance(Integer.MAX_VALUE)) {
      // The next record.
    }
    return result.get(0);
  }

  /**
   * Takes so many records more; true once the repository is open, after cutting off a torn end.
   *
   * <p>A log that is damaged before its end opens for reading, with a warning. Throws {@code
   * Corrupted} where it contradicts itself, {@code Incompatible} for a log of another organisation,
   * and where nobody else decides {@code InvalidDefinition} for one with another definition of a
   * version; the repository stays closed then, and so does whatever is called later.
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
      LogRecord record = cursor.next();
      if (cursor.damages().size() > damages) {
        damages = cursor.damages().size();
        warn(Objects.requireNonNull(repository), cursor.damages().get(damages - 1));
        reading.passDamage();
      }
      if (record == null) {
        finish(reading);
        return true;
      }
      reading.apply(record, cursor.start());
    }
    return false;
  }

  /** Looks whose log it is; false where that was all there is to do. */
  private boolean begin() {
    LogRecord first = cursor.next();
    if (first == null) {
      opened.accept(Repository.begin(context, path, stored));
      return false;
    }
    if (first.type() != LogRecord.Type.ORIGIN) {
      throw new GoatException.Corrupted(
          "The log of " + path + " has lost its beginning.",
          "Run 'goat repair' on its folder, with a backup or a server.");
    }
    LogWriter.Origin origin = LogWriter.Origin.read(first);
    owner = origin.organisation();
    if (!owner.isKnown() && context.organisation().isKnown()) {
      opened.accept(Adoption.of(context, path, stored, rest()));
      return false;
    }
    if (owner.isKnown()) {
      met.accept(owner);
    }
    if (!owner.equals(context.organisation())) {
      throw foreign();
    }
    Repository opening = new Repository(context, path, stored, origin.stamp(), cursor.position());
    opening.epoch(origin.epoch());
    if (opening.checkpoint().filter(Checkpoint::restore).isPresent()) {
      long from = opening.history().index().storedTo();
      opening.sealer().readsFrom(from);
      cursor = LogCursor.at(stored.log(), from);
    }
    repository = opening;
    recovery = new Recovery(context, opening);
    return true;
  }

  private GoatException foreign() {
    return new GoatException.Incompatible(
        "The repository "
            + path
            + " belongs to the organisation "
            + owner
            + ", not to "
            + context.organisation()
            + ".",
        "Open it with the folder it came from, or import its items.");
  }

  private List<LogRecord> rest() {
    List<LogRecord> records = new ArrayList<>();
    for (LogRecord next = cursor.next(); next != null; next = cursor.next()) {
      records.add(next);
    }
    return records;
  }

  /** Where the organisation became known while drafts were read, they are adopted now. */
  private void finish(Recovery reading) {
    Repository whole = Objects.requireNonNull(repository);
    requireDefinitions(whole);
    long end = reading.unfinished().orElse(cursor.position());
    if (!owner.isKnown() && context.organisation().isKnown()) {
      opened.accept(Adoption.of(context, whole, stored));
      return;
    }
    if (damages == 0 && (cursor.isFollowed() || end < cursor.position())) {
      context.outbox().add(new Effect.Truncate(path.toString(), end));
    }
    whole.log().startAt(end);
    if (reading.endsMarked()) {
      whole.log().endsMarked();
    }
    if (whole.history().index().isLogShortened() && damages == 0) {
      beginEpoch(whole, end);
    }
    whole.recovered();
    reading.salvage();
    opened.accept(whole);
  }

  /** Who decides what counts knows every definition that does: a version has only one. */
  private void requireDefinitions(Repository whole) {
    if (context.settings().decides()) {
      whole
          .history()
          .contexts()
          .names(schema -> {
            context.schemas().requireOnly(schema);
            return false;
          });
    }
  }

  private void warn(Repository whole, Damage damage) {
    GoatException error = damage.error(path.toString());
    whole.log().forbid(error);
    context.outbox().add(new Notice.Warning(error.getMessage()));
  }

  /** What others may know of this log is not all here any more: it goes on under another name. */
  private void beginEpoch(Repository whole, long end) {
    Octets epoch = context.randomness().octets(LogWriter.EPOCH_BYTES);
    CborWriter out = new CborWriter().array(3).bytes(epoch).bytes(whole.epoch()).integer(end);
    whole.log().notes().epoch(epoch, whole.log().append(LogRecord.Type.EPOCH, out.octets()));
    whole.epoch(epoch);
    whole.checkpoint().ifPresent(checkpoint -> checkpoint.awaits(whole.log().length()));
    context
        .outbox()
        .add(
            new Notice.Warning(
                "The log of "
                    + path
                    + " is shorter than it once was on this disk. What is missing comes back from"
                    + " those who have it."));
  }
}
