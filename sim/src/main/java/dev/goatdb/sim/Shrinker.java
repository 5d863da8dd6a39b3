package dev.goatdb.sim;

import dev.goatdb.sim.machine.Network;
import dev.goatdb.sim.oracle.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a failing world smaller: less goes wrong, fewer take part, in less time, and it still fails
 * in the same way.
 */
final class Shrinker {
  private static final int ATTEMPTS = 300;

  private final Predicate<Plan> fails;
  private int attempts;

  /**
   * @param attempts how many worlds may be tried
   */
  Shrinker(Predicate<Plan> fails, int attempts) {
    this.fails = fails;
    this.attempts = attempts;
  }

  /** The smallest world that was found to break the promise that a world broke first. */
  static Plan shrink(Outcome failed) {
    Promise broken = failed.violations().get(0).promise();
    return new Shrinker(
            plan ->
                Campaign.twice(plan).violations().stream()
                    .anyMatch(violation -> violation.promise() == broken),
            ATTEMPTS)
        .shrink(failed.plan());
  }

  /** The smallest world that was found; the given one must fail. */
  Plan shrink(Plan failing) {
    Plan smallest = failing;
    Plan before;
    do {
      before = smallest;
      smallest = withLess(smallest, Plan::troubles, Plan::withTroubles);
      smallest = withLess(smallest, Plan::tricks, Plan::withTricks);
      smallest = withFewerPeers(smallest);
      smallest = withSmallerAmounts(smallest);
      smallest = withLessEffort(smallest);
    } while (!smallest.equals(before) && attempts > 0);
    return smallest;
  }

  private Optional<Plan> ifFails(Plan candidate) {
    return attempts-- > 0 && fails.test(candidate) ? Optional.of(candidate) : Optional.empty();
  }

  private interface Change<T> {
    Plan with(Plan plan, List<T> list);
  }

  /** Leaves out halves of a list, quarters, and so on down to single entries. */
  private <T> Plan withLess(Plan plan, Function<Plan, List<T>> list, Change<T> change) {
    Plan smallest = plan;
    for (int size = Math.max(1, list.apply(plan).size()); size > 0; size /= 2) {
      int at = 0;
      while (at < list.apply(smallest).size()) {
        List<T> rest = new ArrayList<>(list.apply(smallest));
        rest.subList(at, Math.min(at + size, rest.size())).clear();
        Optional<Plan> smaller = ifFails(change.with(smallest, List.copyOf(rest)));
        at += smaller.isPresent() ? 0 : size;
        smallest = smaller.orElse(smallest);
      }
    }
    return smallest;
  }

  /** Leaves out clients, with their troubles; one stays. */
  private Plan withFewerPeers(Plan plan) {
    Plan smallest = plan;
    for (int peer = plan.peers().size() - 1; peer > 0 && smallest.peers().size() > 2; peer--) {
      smallest = ifFails(without(smallest, peer)).orElse(smallest);
    }
    return smallest;
  }

  static Plan without(Plan plan, int peer) {
    List<Plan.Peer> peers = new ArrayList<>(plan.peers());
    peers.remove(peer);
    List<Trouble> troubles = new ArrayList<>();
    for (Trouble trouble : plan.troubles()) {
      if (trouble.peer() != peer) {
        troubles.add(trouble.of(trouble.peer() > peer ? trouble.peer() - 1 : trouble.peer()));
      }
    }
    return plan.withPeers(List.copyOf(peers)).withTroubles(List.copyOf(troubles));
  }

  private Plan withSmallerAmounts(Plan plan) {
    Plan smallest = plan;
    for (int i = 0; i < plan.troubles().size(); i++) {
      List<Trouble> troubles = new ArrayList<>(smallest.troubles());
      Trouble trouble = troubles.get(i);
      if (trouble.amount() != 0) {
        troubles.set(i, trouble.with(trouble.atMillis(), trouble.amount() / 2));
        smallest = ifFails(smallest.withTroubles(List.copyOf(troubles))).orElse(smallest);
      }
    }
    List<Plan.Peer> punctual = new ArrayList<>();
    smallest.peers().forEach(peer -> punctual.add(new Plan.Peer(peer.role(), 0, 0)));
    return changed(smallest, smallest.withPeers(List.copyOf(punctual)));
  }

  private Plan withLessEffort(Plan plan) {
    Plan smallest = changed(plan, plan.withWeather(Network.Weather.FAIR));
    smallest =
        changed(
            smallest,
            smallest.withEffort(
                smallest.troubleMillis(), smallest.edits(), smallest.serverEdits(), 0));
    smallest =
        changed(
            smallest,
            smallest.withEffort(
                smallest.troubleMillis(), smallest.edits(), false, smallest.crashes()));
    smallest =
        changed(
            smallest,
            smallest.withEffort(
                smallest.troubleMillis(),
                smallest.edits() / 2,
                smallest.serverEdits(),
                smallest.crashes()));
    return changed(
        smallest,
        smallest.withEffort(
            smallest.troubleMillis() / 2,
            smallest.edits(),
            smallest.serverEdits(),
            smallest.crashes()));
  }

  private Plan changed(Plan plan, Plan candidate) {
    return candidate.equals(plan) ? plan : ifFails(candidate).orElse(plan);
  }
}
