package dev.goatdb.core.audit;

import dev.goatdb.core.audit.Backlog.Unit;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a log of what can be read of others, or writes a whole one further by it: every commit once
 * and after its parents, under its seal, with certificates, receipts and refusals.
 *
 * <p>A commit is taken in where its seal covers it and is signed by its session, as far as that is
 * known, or where it is this device's own, which will be sealed anew. What still lacks a parent at
 * the end is left out and reported.
 */
public final class Rebuild {
  private final RepositoryPath path;
  private final Collection<SchemaId> schemas;
  private final Credentials credentials;
  private final Consumer<Octets> out;
  private final Lineage lineage = new Lineage();
  private final ReceiptBook receipts = new ReceiptBook();
  private final Backlog waiting = new Backlog();
  private final Map<CommitId, String> rejected = new LinkedHashMap<>();
  private final Map<CommitId, Refusal> refusals = new LinkedHashMap<>();
  private final Outcasts refused = new Outcasts();
  private @Nullable LogOutput output;
  private OrganisationId organisation;
  private int added;
  private int unread;

  /**
   * A commit that could be read and is not in the new log.
   *
   * @param reason why, for people
   */
  public record LeftOut(CommitId commit, String item, String reason) {}

  /**
   * @param schemas those that commits may have, where the records that name them are lost
   * @param out gets the bytes that are to be written, in order
   */
  public Rebuild(
      RepositoryPath path, Keys keys, Collection<SchemaId> schemas, Consumer<Octets> out) {
    this.path = path;
    this.schemas = schemas;
    this.out = out;
    this.credentials = new Credentials(keys);
    this.organisation = keys.organisation();
  }

  /** The schemas that a log names, as far as it can be read. */
  public static Set<SchemaId> schemas(StoredBytes log) {
    return LostContexts.schemas(log);
  }

  /** Begins a new log, in an epoch of its own. */
  public void begin(OrganisationId whose, Epoch epoch) {
    organisation = whose;
    LogOutput fresh = new LogOutput(out, new Contexts());
    fresh.begin(new Origin(whose, path, epoch.name()), epoch);
    output = fresh;
  }

  /** Writes a log further that is sound; returns where what is written belongs. */
  public long goOn(OrganisationId whose, StoredBytes log) {
    organisation = whose;
    LogWalk walk = new LogWalk(path, whose, schemas, log, new Reader());
    walk.run();
    receipts.follow(receipt -> {});
    refused.add(refusals.keySet());
    output = new LogOutput(out, walk.contexts());
    added = 0;
    return walk.closedAt();
  }

  /**
   * Takes in what can be read of a log; throws {@code Incompatible} where it is of another
   * organisation.
   */
  public void take(StoredBytes log) {
    new LogWalk(path, organisation, schemas, log, new Reader()).run();
  }

  /** Writes what stands behind all commits; says what is left out. */
  public List<LeftOut> finish() {
    receipts.follow(receipt -> write(new LogRecord(LogRecord.Type.CONTROL, receipt.encode())));
    refusals.keySet().removeAll(refused.ids());
    refusals.keySet().removeIf(receipts::covers);
    for (Refusal refusal : refusals.values()) {
      write(new LogRecord(LogRecord.Type.REFUSAL, refusal.encode()));
    }
    List<LeftOut> left = new ArrayList<>();
    for (Commit one : waiting.without(lineage::knows)) {
      left.add(new LeftOut(one.id(), one.header().item(), "it builds on a commit that is lost"));
    }
    rejected.forEach((id, what) -> {
      if (!lineage.knows(id) && !waiting.contains(id)) {
        int space = what.indexOf(' ');
        left.add(new LeftOut(id, what.substring(0, space), what.substring(space + 1)));
      }
    });
    return left;
  }

  /** How many commits were added. */
  public int added() {
    return added;
  }

  /** How many records could be read and not understood. */
  public int unread() {
    return unread;
  }

  /** How many commits have a receipt and are in none of the logs. */
  public int absent() {
    return receipts.absent(lineage::knows);
  }

  /** Takes in what a log holds. */
  private final class Reader implements LogVisitor {
    @Override
    public void origin(long offset, Origin origin) {
      if (!origin.organisation().equals(organisation)) {
        throw new GoatException.Incompatible(
            "A log of " + path + " belongs to another organisation, " + origin.organisation() + ".",
            "Repair it from a backup of the same folder.");
      }
    }

    @Override
    public void sealed(long offset, Piece piece, List<Placed> commits) {
      if (credentials.isGenuine(piece.seal())) {
        List<Unit> units = new ArrayList<>();
        if (piece.seal().isAtomic()) {
          units.add(Unit.of(commits, Optional.empty(), Optional.of(piece)));
        } else {
          commits.forEach(
              one -> units.add(Unit.of(List.of(one), Optional.empty(), Optional.of(piece))));
        }
        admit(units);
      } else {
        reject(commits, "its seal is not signed by its session");
      }
    }

    @Override
    public void certificate(long offset, Certificate certificate) {
      if (credentials.put(certificate, organisation)) {
        write(new LogRecord(LogRecord.Type.CERTIFICATE, certificate.encode()));
      }
    }

    @Override
    public void receipt(long offset, ControlRecord receipt) {
      if (credentials.isSignedByRoot(receipt.message(), receipt.signature())) {
        receipts.add(receipt);
      }
    }

    @Override
    public void refusal(long offset, Refusal refusal) {
      refusals.putIfAbsent(refusal.commit(), refusal);
    }

    @Override
    public void orphaned(List<Placed> commits) {
      reject(commits, "the seal that covers it, or what belongs together with it, is lost");
    }

    @Override
    public void problem(long offset, String what) {
      unread++;
    }

    @Override
    public void end(List<Unsealed> unsealed, long position) {
      for (Unsealed one : unsealed) {
        boolean own = credentials.isOwn(one.commits().get(0).commit().header().session());
        if (own || !organisation.isKnown()) {
          admit(List.of(Unit.of(one.commits(), one.mark(), Optional.empty())));
        } else {
          reject(one.commits(), "no seal covers it, and it was made by another session");
        }
      }
    }
  }

  private void reject(List<Placed> commits, String reason) {
    commits.forEach(one -> reject(one.commit(), reason));
  }

  private void reject(Commit commit, String reason) {
    rejected.putIfAbsent(commit.id(), commit.header().item() + " " + reason);
  }

  /** Admits what is new and ready, then what waited for it; all are under one seal, or none. */
  private void admit(List<Unit> units) {
    ArrayDeque<CommitId> parents = new ArrayDeque<>();
    List<Unit> now = new ArrayList<>();
    for (Unit one : units) {
      Unit fresh = admitted(one);
      if (!fresh.commits().isEmpty()) {
        now.add(fresh);
        fresh.commits().forEach(commit -> parents.add(commit.id()));
      }
    }
    write(now);
    while (!parents.isEmpty()) {
      for (Unit child : waiting.freed(parents.remove())) {
        Unit fresh = admitted(child);
        if (!fresh.commits().isEmpty()) {
          write(List.of(fresh));
          fresh.commits().forEach(commit -> parents.add(commit.id()));
        }
      }
    }
  }

  /**
   * Those of a unit that are admitted now: all that were not there before, or none, and they wait
   * or are out.
   */
  private Unit admitted(Unit unit) {
    if (refused.hold(unit.commits())) {
      return Unit.NONE;
    }
    Unit rest = unit.without(lineage::knows);
    for (Commit commit : rest.commits()) {
      if (!lineage.isReady(commit)) {
        waiting.add(rest);
        return Unit.NONE;
      }
    }
    waiting.remove(unit);
    for (Commit commit : rest.commits()) {
      String wrong = lineage.check(commit);
      if (!wrong.isEmpty()) {
        rest.commits().forEach(one -> reject(one, "what belongs together with it is wrong"));
        rejected.put(commit.id(), commit.header().item() + " " + wrong);
        return Unit.NONE;
      }
    }
    rest.commits().forEach(lineage::add);
    added += rest.commits().size();
    return rest;
  }

  private void write(List<Unit> admitted) {
    LogOutput to = output;
    if (to == null || admitted.isEmpty()) {
      return;
    }
    List<Commit> commits = new ArrayList<>();
    admitted.forEach(one -> commits.addAll(one.commits()));
    Unit first = admitted.get(0);
    first
        .piece()
        .ifPresentOrElse(piece -> to.write(piece, commits), () -> to.write(first.mark(), commits));
  }

  private void write(LogRecord record) {
    LogOutput to = output;
    if (to != null) {
      to.write(record);
    }
  }
}
