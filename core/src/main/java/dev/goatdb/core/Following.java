package dev.goatdb.core;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Chains;
import dev.goatdb.core.session.Receipt;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The way in for one control message: signatures are checked first, all at once and in whatever
 * order the host answers; then the receipts follow their chains in the order in which they came.
 *
 * <p>A receipt counts when it is verified and next in its chain, whoever brings it: so clients give
 * an authority that lost its log back what it had signed.
 */
final class Following {
  private final Context context;
  private final Connection connection;
  private final Repository repository;
  private final Runnable gap;
  private final List<Receipt> receipts = new ArrayList<>();
  private final Set<Receipt> forged = new HashSet<>();
  private int open;

  /**
   * @param gap what to do where receipts before one of these are missing; done once at the most
   */
  Following(Context context, Connection connection, Repository repository, Runnable gap) {
    this.context = context;
    this.connection = connection;
    this.repository = repository;
    this.gap = gap;
  }

  /** Throws {@code Corrupted} for what no honest peer sends. */
  void take(List<Octets> records) {
    for (Octets record : records) {
      Receipt receipt = Receipt.decode(record);
      boolean ours =
          receipt.organisation().equals(context.organisation())
              && receipt.repository().equals(repository.path());
      if (ours && fit(receipt) != Chains.Fit.KNOWN) {
        receipts.add(receipt);
      }
    }
    if (!receipts.isEmpty()) {
      connection.hold();
      open = receipts.size();
      Octets root = context.rootKey().orElseThrow();
      List.copyOf(receipts)
          .forEach(receipt ->
              context
                  .outbox()
                  .verify(
                      root,
                      receipt.message(),
                      receipt.signature(),
                      valid -> verified(receipt, valid)));
    }
  }

  private void verified(Receipt receipt, boolean valid) {
    if (!valid) {
      forged.add(receipt);
    }
    if (--open == 0) {
      if (!forged.isEmpty() && context.settings().authority()) {
        connection.fail(
            new GoatException.Denied(
                "A receipt for " + repository.path() + " is not signed by the authority.",
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
    for (Receipt next : receipts) {
      gaps |= follow(next) == Chains.Fit.GAP;
    }
    if (gaps) {
      gap.run();
    }
    context.outbox().add(new Notice.Progress(repository.path()));
  }

  private Chains.Fit follow(Receipt receipt) {
    Chains.Fit fit = fit(receipt);
    if (forged.contains(receipt)) {
      warn(" is not signed by the authority.");
    } else if (fit == Chains.Fit.FORKED) {
      warn(" contradicts an earlier one.");
    } else if (fit == Chains.Fit.NEXT) {
      long offset = repository.log().append(LogRecord.Type.CONTROL, receipt.encode());
      repository.receipts().accept(receipt, offset);
    }
    return fit;
  }

  private Chains.Fit fit(Receipt receipt) {
    return repository.receipts().chains().fit(receipt);
  }

  private void warn(String what) {
    context.outbox().add(new Notice.Warning("A receipt for " + repository.path() + what));
  }
}
