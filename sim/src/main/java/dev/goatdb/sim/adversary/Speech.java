package dev.goatdb.sim.adversary;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Filter;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.sync.Scope;
import dev.goatdb.core.sync.Summary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What a peer without an engine says on its connection, and what of that nobody may believe. */
final class Speech {
  private final Consumer<Octets> line;
  private final Set<CommitId> invalid = new LinkedHashSet<>();
  private int sequence;
  private int cycle;

  Speech(Consumer<Octets> line) {
    this.line = line;
  }

  /** Another connection. */
  void begin() {
    sequence = 0;
    cycle = 0;
  }

  Set<CommitId> invalid() {
    return invalid;
  }

  /** Sends commits under their seals; those of its own are no secret to it. */
  void push(Lore of, List<Octets> certificates, List<Pack> packs) {
    packs.forEach(pack -> pack.commits().forEach(of::know));
    List<Octets> encoded = packs.stream().map(Pack::encode).toList();
    pushRaw(of, certificates, encoded);
  }

  /** Sends commits that nobody may admit. */
  void pushInvalid(Lore of, List<Octets> certificates, Pack pack) {
    pack.commits().forEach(commit -> disown(commit.id()));
    pushRaw(of, certificates, List.of(pack.encode()));
  }

  void pushRaw(Lore of, List<Octets> certificates, List<Octets> packs) {
    send(new Message.Data(of.channel(), ++sequence, certificates, packs));
  }

  /** A summary of what it knows of. */
  Summary summary(Lore of) {
    SetDigest digest = new SetDigest();
    of.ids().forEach(digest::add);
    return new Summary(List.of(), digest.count(), digest.sum());
  }

  void offer(Lore of, Scope scope, Filter filter) {
    offer(of, summary(of), scope, filter);
  }

  void offer(Lore of, Summary summary, Scope scope, Filter filter) {
    send(new Message.Offer(of.channel(), ++cycle, 0, false, 0, summary, scope, filter));
  }

  void send(Message message) {
    send(MessageCodec.encode(message));
  }

  void send(Octets frame) {
    line.accept(frame);
  }

  /** A commit that will never be valid was named to somebody. */
  void disown(CommitId commit) {
    invalid.add(commit);
  }

  int nextCycle() {
    return ++cycle;
  }
}
