package dev.goatdb.core;

import dev.goatdb.core.sync.Message;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which connected sessions may read which repositories. Each such decision stands until an item
 * changes that was looked up for it: then it is made anew, and a channel opens or closes by itself.
 */
final class Grants {
  private final Context context;
  private final Permissions permissions;
  private final Map<Connection, Map<RepositoryPath, Grant>> standing = new HashMap<>();
  private final Map<ItemPath, Set<Grant>> byItem = new HashMap<>();
  private Set<Grant> stale = new LinkedHashSet<>();

  Grants(Context context, Permissions permissions) {
    this.context = context;
    this.permissions = permissions;
    context.outbox().watch(this::changed);
  }

  /** Decides about a repository that was asked for. */
  void decide(Connection connection, Message.Subscribe wanted) {
    Map<RepositoryPath, Grant> of =
        standing.computeIfAbsent(connection, one -> new LinkedHashMap<>());
    Grant before = of.remove(wanted.repository());
    if (before != null) {
      before.end();
    }
    if (of.size() >= context.limits().channels()) {
      throw new GoatException.LimitExceeded(
          "A connection asks for more than " + context.limits().channels() + " repositories.",
          "Subscribe to fewer.");
    }
    Grant grant = new Grant(connection, wanted);
    of.put(wanted.repository(), grant);
    grant.decide();
  }

  void gone(Connection connection) {
    Map<RepositoryPath, Grant> of = standing.remove(connection);
    if (of != null) {
      of.values().forEach(Grant::end);
    }
  }

  /** How many decisions stand that may change. */
  int watching() {
    return byItem.size();
  }

  private void changed(ItemPath item) {
    Set<Grant> concerned = byItem.get(item);
    if (concerned != null) {
      if (stale.isEmpty()) {
        context.atEnd(this::review);
      }
      stale.addAll(concerned);
    }
  }

  private void review() {
    Set<Grant> now = stale;
    stale = new LinkedHashSet<>();
    now.forEach(Grant::decide);
  }

  /** One decision. */
  private final class Grant {
    private final Connection connection;
    private final Message.Subscribe wanted;
    private Set<ItemPath> lookedUp = Set.of();
    private boolean over;

    Grant(Connection connection, Message.Subscribe wanted) {
      this.connection = connection;
      this.wanted = wanted;
    }

    void decide() {
      if (over) {
        return;
      }
      Set<ItemPath> found = new LinkedHashSet<>();
      try {
        Optional<RepositoryPath> asked =
            permissions.requireReadable(
                connection.certificate().orElseThrow(), wanted.repository(), found::add);
        watch(found);
        if (asked.isPresent()) {
          load(asked.get());
        } else {
          connection.open(wanted);
        }
      } catch (GoatException.Denied denied) {
        watch(found);
        connection.deny(wanted, denied);
      }
    }

    /** What came behind waits meanwhile. */
    private void load(RepositoryPath path) {
      connection.hold();
      permissions.whenOpen(
          path,
          () -> {
            decide();
            connection.release();
          },
          error -> {
            connection.deny(wanted, error);
            connection.release();
          });
    }

    private void watch(Set<ItemPath> now) {
      for (ItemPath item : List.copyOf(lookedUp)) {
        Set<Grant> of = byItem.getOrDefault(item, Set.of());
        of.remove(this);
        if (of.isEmpty()) {
          byItem.remove(item);
        }
      }
      lookedUp = now;
      now.forEach(item -> byItem.computeIfAbsent(item, one -> new LinkedHashSet<>()).add(this));
    }

    void end() {
      watch(Set.of());
      over = true;
    }
  }
}
