package dev.goatdb.core;

import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.ItemPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The effects and notices of a call, and what is to be done when a signature or a verdict comes
 * back.
 */
final class Outbox {
  private List<Effect> effects = new ArrayList<>();
  private List<Notice> notices = new ArrayList<>();
  private final Map<Long, Consumer<Octets>> signatures = new HashMap<>();
  private final Map<Long, Consumer<Boolean>> verdicts = new HashMap<>();
  private final List<Consumer<ItemPath>> watchers = new ArrayList<>();
  private long tickets;

  void add(Effect effect) {
    effects.add(effect);
  }

  void add(Notice notice) {
    notices.add(notice);
    if (!watchers.isEmpty() && notice instanceof Notice.Changed changed) {
      watchers.forEach(watcher -> watcher.accept(changed.item()));
    }
  }

  /** Whoever must know at once what changes. */
  void watch(Consumer<ItemPath> by) {
    watchers.add(by);
  }

  void sign(KeyUse key, Octets message, Consumer<Octets> then) {
    signatures.put(++tickets, then);
    add(new Effect.Sign(tickets, key, message));
  }

  void verify(Octets publicKey, Octets message, Octets signature, Consumer<Boolean> then) {
    verdicts.put(++tickets, then);
    add(new Effect.Verify(tickets, publicKey, message, signature));
  }

  void signed(long ticket, Octets signature) {
    accept(signatures.remove(ticket), signature);
  }

  void verified(long ticket, boolean valid) {
    accept(verdicts.remove(ticket), valid);
  }

  List<Effect> takeEffects() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  List<Notice> takeNotices() {
    if (notices.isEmpty()) {
      return List.of();
    }
    List<Notice> taken = notices;
    notices = new ArrayList<>();
    return taken;
  }

  private static <T> void accept(@Nullable Consumer<T> then, T answer) {
    if (then != null) {
      then.accept(answer);
    }
  }
}
