package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Judge;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way in for one data message: signatures are checked first, all at once; then the commits meet
 * the {@link Gate}. The connection waits meanwhile, so messages take effect in their order.
 */
final class Intake {
  private final Context context;
  private final Connection connection;
  private final Link link;
  private final Repository repository;
  private final Map<SessionId, Certificate> certificates = new HashMap<>();
  private final List<Pack> packs = new ArrayList<>();
  private final List<Pack> all = new ArrayList<>();
  private final ArrayDeque<Pack> queue = new ArrayDeque<>();
  private final Set<CommitId> missing = new LinkedHashSet<>();
  private int size;
  private int uncovered;
  private int open = 1;
  private boolean genuine = true;

  Intake(Context context, Connection connection, Link link) {
    this.context = context;
    this.connection = connection;
    this.link = link;
    this.repository = link.repository();
  }

  /** Throws {@code Corrupted} or {@code Incompatible} for what no honest peer sends. */
  void take(Message.Data data) {
    data.certificates().forEach(bytes -> check(Certificate.decode(bytes)));
    for (var bytes : data.packs()) {
      Pack pack = Pack.decode(bytes);
      all.add(pack);
      size += bytes.size();
      if (!areKnown(pack.commits())) {
        check(pack);
        count(pack.commits());
      } else {
        pack.commits()
            .forEach(commit ->
                repository
                    .refusals()
                    .find(commit.id())
                    .ifPresent(refusal -> link.refuse(refusal, commit.header().session())));
      }
    }
    connection.hold();
    if (context.settings().authority() && uncovered > 0) {
      connection.pace(uncovered);
    }
    settle(true);
  }

  /** What a receipt covers was judged before, and costs its session nothing. */
  private void count(List<Commit> commits) {
    for (Commit commit : commits) {
      boolean free = isKnown(commit.id()) || repository.receipts().cover(List.of(commit));
      uncovered += free ? 0 : 1;
    }
  }

  private boolean areKnown(List<Commit> commits) {
    for (Commit commit : commits) {
      if (!isKnown(commit.id())) {
        return false;
      }
    }
    return true;
  }

  private boolean isKnown(CommitId id) {
    boolean refused = context.settings().authority() && repository.refusals().find(id).isPresent();
    return refused || repository.graph().contains(id);
  }

  private void check(Certificate certificate) {
    if (!certificate.organisation().equals(context.organisation())) {
      throw foreign();
    }
    if (!repository.certificates().isKnown(certificate)) {
      certificates.put(certificate.session(), certificate);
      open++;
      context
          .outbox()
          .verify(
              context.rootKey().orElseThrow(),
              certificate.message(),
              certificate.signature(),
              this::settle);
    }
  }

  private void check(Pack pack) {
    Seal seal = pack.piece().seal();
    if (!seal.organisation().equals(context.organisation())
        || !seal.repository().equals(repository.path())) {
      throw foreign();
    }
    if (seal.isAtomic() && context.settings().authority() && pack.commits().size() < seal.size()) {
      throw new GoatException.Corrupted(
          "A part of an atomic pack of " + repository.path() + " came in.",
          "Its sender's program is faulty: all of it must be sent together.");
    }
    author(seal.session())
        .filter(author -> repository.receipts().cover(pack.commits()) || isUsable(author))
        .ifPresent(author -> {
          packs.add(pack);
          open++;
          context
              .outbox()
              .verify(author.publicKey(), seal.message(), seal.signature(), this::settle);
        });
  }

  /**
   * The certificate of a session. Where there is none, the message that introduced it was lost or
   * is late: what came under its seal is left out, and the next cycle brings both.
   */
  private Optional<Certificate> author(SessionId session) {
    return Certificate.lastOf(
        session,
        Optional.ofNullable(certificates.get(session)),
        repository.certificates().find(session),
        connection.certificate());
  }

  /**
   * The authority takes nothing under an expired certificate. Its session need only connect again
   * to get a new one, so its connection ends; what others bring of it waits until it did.
   */
  private boolean isUsable(Certificate author) {
    boolean usable = !context.settings().authority() || author.isValidAt(context.wallMillis());
    if (!usable && connection.certificate().filter(author::equals).isPresent()) {
      throw Judge.expired(author);
    }
    return usable;
  }

  private static GoatException foreign() {
    return new GoatException.Incompatible(
        "Commits of another organisation or repository came in.",
        "Connect to the server they belong to.");
  }

  /** One check is done; after the last one the commits are taken in, or everything is dropped. */
  private void settle(boolean valid) {
    genuine &= valid;
    if (--open > 0) {
      return;
    }
    if (genuine && repository.obstacle().isPresent()) {
      link.obstruction().tell();
    } else if (genuine) {
      queue.addAll(packs);
      connection.safely(this::begin);
    } else {
      connection.fail(
          new GoatException.Denied(
              "A seal or certificate in "
                  + repository.path()
                  + " is not signed by the key it names.",
              "Check that program and its key; nothing of that message was taken in."));
    }
    connection.release();
  }

  /**
   * Edits that wait were made by somebody who does not know that the item was deleted: they become
   * a commit beside the deletion, not on top of it, so that both sides are told that these met.
   */
  private void commitWhatDeletionsMeet(Pack pack) {
    if (repository.items().gathering().isDirty()) {
      for (Commit commit : pack.commits()) {
        if (deletes(commit)) {
          repository.items().gathering().commit(commit.header().item());
        }
      }
    }
  }

  /** Whether a commit deletes its item or brings it back; what is malformed is the gate's. */
  private static boolean deletes(Commit commit) {
    try {
      for (Operation operation : commit.operations()) {
        if (operation.path().isEmpty()) {
          return true;
        }
      }
      return false;
    } catch (GoatException.Corrupted malformed) {
      return false;
    }
  }

  private void letThrough(Gate gate) {
    while (!queue.isEmpty() && gate.asked().isEmpty()) {
      Pack pack = queue.remove();
      author(pack.piece().seal().session()).ifPresent(repository::addCertificate);
      List<Pack> rest = gate.take(pack);
      for (int i = rest.size() - 1; i >= 0; i--) {
        queue.addFirst(rest.get(i));
      }
      queue.addAll(repository.graph().ready());
    }
    if (!gate.admitted().isEmpty()) {
      repository.admission().integrate(gate.admitted(), link);
    }
    if (context.settings().authority() && gate.back() > 0) {
      repository.restoration().cameBack(connection.session(), gate.back());
    }
  }

  /** What is looked up must be open first; the connection waits, and goes on where it is left. */
  private void await(RepositoryPath path) {
    connection.hold();
    context
        .permissions()
        .whenOpen(
            path,
            () -> {
              if (repository.links().contains(link)) {
                connection.safely(this::admit);
              }
              connection.release();
            },
            error -> {
              connection.fail(error);
              connection.release();
            });
  }

  private void begin() {
    try {
      certificates.values().forEach(repository::addCertificate);
      packs.forEach(this::commitWhatDeletionsMeet);
    } catch (GoatException unreadable) {
      if (!repository.log().isDamaged()) {
        throw unreadable;
      }
      return;
    }
    admit();
  }

  /** Where the log proves to be damaged meanwhile, nothing was taken in, and others know by now. */
  private void admit() {
    Gate gate = new Gate(context, link, this::author);
    try {
      letThrough(gate);
    } catch (GoatException unreadable) {
      if (!repository.log().isDamaged()) {
        throw unreadable;
      }
      gate.takeBack();
      return;
    }
    missing.addAll(gate.missing());
    if (gate.asked().isPresent()) {
      await(gate.asked().get());
      return;
    }
    missing.removeIf(repository.graph()::contains);
    link.need(List.copyOf(missing));
    for (Pack pack : all) {
      for (Commit commit : pack.commits()) {
        int number = repository.history().find(commit.id());
        if (number >= 0) {
          link.channel().peer().cameFrom(number);
        }
      }
    }
    connection.window().taken(link, size);
  }
}
