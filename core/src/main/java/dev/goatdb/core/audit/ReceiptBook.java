package dev.goatdb.core.audit;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Chains;
import dev.goatdb.core.session.ControlRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The receipts of several logs by their chains. Of a chain only the part without a gap can be
 * followed; an authority makes new receipts for the commits of the rest.
 */
final class ReceiptBook {
  private final Map<Octets, Map<Long, ControlRecord>> byChain = new LinkedHashMap<>();
  private final Set<CommitId> covered = new HashSet<>();
  private final Chains chains = new Chains();

  void add(ControlRecord receipt) {
    covered.addAll(receipt.commits());
    byChain
        .computeIfAbsent(receipt.chain(), chain -> new HashMap<>())
        .putIfAbsent(receipt.number(), receipt);
  }

  /**
   * Goes on in every chain as far as it has no gap; a chain begins where all that its first record
   * names is known.
   */
  void follow(Consumer<ControlRecord> next) {
    boolean more = true;
    while (more) {
      more = false;
      for (Map.Entry<Octets, Map<Long, ControlRecord>> chain : byChain.entrySet()) {
        more |= follow(chain.getKey(), chain.getValue(), next);
      }
    }
  }

  private boolean follow(Octets chain, Map<Long, ControlRecord> all, Consumer<ControlRecord> next) {
    boolean any = false;
    ControlRecord receipt = all.get(chains.position(chain).next());
    while (receipt != null && chains.fit(receipt) == Chains.Fit.NEXT) {
      chains.follow(receipt);
      next.accept(receipt);
      any = true;
      receipt = all.get(chains.position(chain).next());
    }
    return any;
  }

  /** Whether a receipt says that a commit was admitted, whatever was said of it before. */
  boolean covers(CommitId id) {
    return covered.contains(id);
  }

  /** How many commits have a receipt and are not here. */
  int absent(Predicate<CommitId> here) {
    Set<CommitId> absent = new HashSet<>(covered);
    absent.removeIf(here);
    return absent.size();
  }
}
