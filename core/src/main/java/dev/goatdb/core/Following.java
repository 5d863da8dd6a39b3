package dev.goatdb.core;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Chains;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The way in for one control message: signatures are checked first, all at once and in whatever
 * order the host answers; then the records follow their chains in the order in which they came.
 *
 * <p>A record counts when it is verified and next in its chain, whoever brings it: so clients give
 * an authority that lost its log back what it had signed.
 */
final class Following {
  private final Context context;
  private final Connection connection;
  private final Repository repository;
  private final Runnable gap;
  private final List<ControlRecord> records = new ArrayList<>();
  private final Set<ControlRecord> forged = new HashSet<>();
  private int open;

  /**
   * @param gap what to do where records before one of these are missing; done once at the most
   */
  Following(Context context, Connection connection, Repository repository, Runnable gap) {
    this.context = context;
    this.connection = connection;
    this.repository = repository;
    this.gap = gap;
  }

  /** Throws {@code Corrupted} for what no honest peer sends. */
  void take(List<Octets> encoded) {
    for (Octets bytes : encoded) {
      ControlRecord record = ControlRecord.decode(bytes);
      boolean ours =
          record.organisation().equals(context.organisation())
              && record.repository().equals(repository.path());
      if (ours && fit(record) != Chains.Fit.KNOWN) {
        records.add(record);
      }
    }
    if (!records.isEmpty()) {
      connection.hold();
      open = records.size();
      Octets root = context.rootKey().orElseThrow();
      List.copyOf(records)
          .forEach(record ->
              context
                  .outbox()
                  .verify(
                      root,
                      record.message(),
                      record.signature(),
                      valid -> verified(record, valid)));
    }
  }

  private void verified(ControlRecord record, boolean valid) {
    if (!valid) {
      forged.add(record);
    }
    if (--open == 0) {
      if (!forged.isEmpty() && context.settings().authority()) {
        connection.fail(
            new GoatException.Denied(
                "A control record of " + repository.path() + " is not signed by the authority.",
                "Check that program; nothing of that message was taken in."));
        connection.release();
        return;
      }
      connection.safely(this::follow);
      connection.release();
    }
  }

  private void follow() {
    boolean gaps = false;
    List<ControlRecord> taken = repository.obstacle().isPresent() ? List.of() : records;
    for (ControlRecord next : taken) {
      gaps |= follow(next) == Chains.Fit.GAP;
    }
    if (gaps) {
      gap.run();
    }
    repository.restoration().proceed();
    context.outbox().add(new Notice.Progress(repository.path()));
  }

  private Chains.Fit follow(ControlRecord record) {
    Chains.Fit fit = fit(record);
    if (forged.contains(record)) {
      warn(" is not signed by the authority.");
    } else if (fit == Chains.Fit.FORKED) {
      warn(" contradicts an earlier one.");
    } else if (fit == Chains.Fit.NEXT) {
      long offset = repository.log().append(LogRecord.Type.CONTROL, record.encode());
      repository.receipts().accept(record, offset);
    }
    return fit;
  }

  private Chains.Fit fit(ControlRecord record) {
    return repository.receipts().chains().fit(record);
  }

  private void warn(String what) {
    context.outbox().add(new Notice.Warning("A control record of " + repository.path() + what));
  }
}
