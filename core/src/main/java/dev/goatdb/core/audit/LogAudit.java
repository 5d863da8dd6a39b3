package dev.goatdb.core.audit;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.Damage;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Chains;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks all that a log holds: that each commit can be decoded and fits its parents, that seals and
 * certificates are signed by the keys they name and receipts by the authority, that chains have no
 * gap, and that the index agrees.
 */
public final class LogAudit implements LogVisitor {
  private static final int MOST_PROBLEMS = 100;

  private final RepositoryPath path;
  private final StoredLog stored;
  private final Keys keys;
  private final LogWalk walk;
  private final Lineage lineage = new Lineage();
  private final IndexAudit index = new IndexAudit();
  private final Chains chains = new Chains();
  private final Set<CommitId> receipted = new HashSet<>();
  private final Map<SessionId, Octets> sessions = new HashMap<>();
  private final Map<SessionId, List<Signed>> unchecked = new HashMap<>();
  private final List<Damage> damages = new ArrayList<>();
  private final List<Findings.Problem> problems = new ArrayList<>();
  private Origin origin;
  private Octets epoch = Epoch.UNKNOWN;
  private int unsealed;
  private int seals;
  private int receipts;
  private long bytes;

  /** A seal whose author is not known yet. */
  private record Signed(long offset, Seal seal) {}

  public LogAudit(RepositoryPath path, StoredLog stored, Keys keys) {
    this.path = path;
    this.stored = stored;
    this.keys = keys;
    this.origin = new Origin(keys.organisation(), path, Epoch.UNKNOWN);
    this.walk = new LogWalk(path, keys.organisation(), List.of(), stored.log(), this);
    keys.sessions().forEach(key -> sessions.put(SessionId.of(key), key));
  }

  /** Checks so many records more; false once all are checked. */
  public boolean advance(int records) {
    return walk.advance(records);
  }

  /** How many bytes are checked. */
  public long position() {
    return walk.position();
  }

  /** What was found; all must be checked. */
  public Findings findings() {
    Findings.Index found = index.compare(stored, path, origin.stamp(), damages.isEmpty());
    Set<CommitId> absent = new HashSet<>(receipted);
    absent.removeIf(lineage::knows);
    return new Findings(
        origin.organisation(),
        epoch,
        lineage.items(),
        lineage.commits(),
        unsealed,
        lineage.commits() - receipted.size() + absent.size(),
        absent.size(),
        seals,
        unchecked(),
        receipts,
        bytes,
        unfinished(),
        List.copyOf(damages),
        List.copyOf(problems),
        found);
  }

  private int unchecked() {
    int count = 0;
    for (List<Signed> waiting : unchecked.values()) {
      count += waiting.size();
    }
    return count;
  }

  /** What follows the last record counts unless it is room that was never written to. */
  private long unfinished() {
    long last = bytes;
    for (long at = bytes; at < stored.log().size(); ) {
      Octets some = stored.log().read(at, 1 << 16);
      for (int i = 0; i < some.size(); i++) {
        last = some.at(i) == 0 ? last : at + i + 1;
      }
      at += Math.max(1, some.size());
    }
    return last - bytes;
  }

  @Override
  public void origin(long offset, Origin found) {
    OrganisationId known = keys.organisation();
    origin = found;
    epoch = found.epoch();
    if (!found.repository().equals(path)) {
      problem(offset, "It is the log of " + found.repository() + ".");
    }
    boolean foreign = known.isKnown() && found.organisation().isKnown();
    if (foreign && !found.organisation().equals(known)) {
      problem(offset, "It belongs to the organisation " + found.organisation() + ".");
    }
  }

  @Override
  public void commit(Placed placed) {
    String wrong = lineage.add(placed.commit());
    if (!wrong.isEmpty()) {
      problem(placed.offset(), wrong);
    }
    index.add(placed);
  }

  @Override
  public void sealed(long offset, Piece piece, List<Placed> commits) {
    seals++;
    Seal seal = piece.seal();
    boolean foreign = false;
    for (Placed one : commits) {
      index.seal(one, offset);
      foreign |= !one.commit().header().session().equals(seal.session());
    }
    if (foreign) {
      problem(offset, "A seal covers commits of another session.");
    }
    Octets key = sessions.get(seal.session());
    if (key == null) {
      unchecked
          .computeIfAbsent(seal.session(), id -> new ArrayList<>())
          .add(new Signed(offset, seal));
    } else {
      check(offset, seal, key);
    }
  }

  private void check(long offset, Seal seal, Octets key) {
    if (!keys.signatures().isValid(key, seal.message(), seal.signature())) {
      problem(offset, "A seal is not signed by its session " + seal.session() + ".");
    }
  }

  @Override
  public void certificate(long offset, Certificate certificate) {
    if (!certificate.organisation().equals(origin.organisation())
        || !isSignedByRoot(certificate.message(), certificate.signature())) {
      problem(
          offset,
          "The certificate of " + certificate.session() + " is not signed by the root key.");
      return;
    }
    sessions.put(certificate.session(), certificate.publicKey());
    List<Signed> waiting = unchecked.remove(certificate.session());
    if (waiting != null) {
      waiting.forEach(signed -> check(signed.offset(), signed.seal(), certificate.publicKey()));
    }
  }

  @Override
  public void receipt(long offset, ControlRecord receipt) {
    receipts++;
    boolean ours =
        receipt.organisation().equals(origin.organisation()) && receipt.repository().equals(path);
    if (!ours || !isSignedByRoot(receipt.message(), receipt.signature())) {
      problem(offset, "A receipt is not signed by the root key for this repository.");
      return;
    }
    Chains.Fit fit = chains.fit(receipt);
    if (fit != Chains.Fit.NEXT) {
      problem(offset, "A receipt does not follow the one before it in its chain (" + fit + ").");
    }
    if (fit != Chains.Fit.KNOWN) {
      chains.follow(receipt);
    }
    receipted.addAll(receipt.commits());
  }

  @Override
  public void epoch(long offset, Epoch found) {
    boolean follows = found.predecessor().equals(epoch) || found.name().equals(epoch);
    if (!follows && damages.isEmpty()) {
      problem(offset, "An epoch names another predecessor than the one before it.");
    }
    epoch = found.name();
  }

  @Override
  public void damage(Damage damage) {
    damages.add(damage);
  }

  @Override
  public void problem(long offset, String what) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Findings.Problem(offset, what));
    }
  }

  @Override
  public void end(List<Unsealed> rest, long position) {
    unsealed = 0;
    rest.forEach(unit -> unsealed += unit.commits().size());
    bytes = position;
  }

  private boolean isSignedByRoot(Octets message, Octets signature) {
    return keys.root().isEmpty()
        || keys.signatures().isValid(keys.root().get(), message, signature);
  }
}
