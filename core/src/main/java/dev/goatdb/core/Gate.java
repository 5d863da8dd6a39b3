package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges commits whose seals are valid: each is admitted, refused, or kept until its parents come.
 * Those of an atomic pack meet one fate.
 */
final class Gate {
  private final Context context;
  private final Link link;
  private final Repository repository;
  private final Function<SessionId, Optional<Certificate>> authors;
  private final List<Node> admitted = new ArrayList<>();
  private final Set<CommitId> missing = new LinkedHashSet<>();
  private int back;
  private Optional<RepositoryPath> asked = Optional.empty();

  /**
   * @param authors finds the certificate of a session
   */
  Gate(Context context, Link link, Function<SessionId, Optional<Certificate>> authors) {
    this.context = context;
    this.link = link;
    this.repository = link.repository();
    this.authors = authors;
  }

  /**
   * Takes in what it can of a pack; returns the rest where a repository {@linkplain #asked must be
   * open} before it can be judged.
   */
  List<Pack> take(Pack pack) {
    List<Pack> units = new ArrayList<>();
    if (pack.piece().seal().isAtomic()) {
      units.add(pack);
    } else {
      pack.commits().forEach(commit -> units.add(new Pack(pack.piece(), List.of(commit))));
    }
    for (int i = 0; i < units.size(); i++) {
      admit(units.get(i));
      if (asked.isPresent()) {
        return units.subList(i, units.size());
      }
    }
    return List.of();
  }

  /** The repository that must be open before more can be judged, if one must. */
  Optional<RepositoryPath> asked() {
    return asked;
  }

  /** Those that were admitted, parents before children. */
  List<Node> admitted() {
    return admitted;
  }

  /** How many of them had a receipt already. */
  int back() {
    return back;
  }

  /** What was let through cannot be written down. */
  void takeBack() {
    admitted.forEach(node -> repository.graph().remove(node.id()));
    admitted.clear();
  }

  /** Parents that are not here, and are not waiting for others themselves. */
  List<CommitId> missing() {
    missing.removeIf(id -> repository.graph().contains(id) || repository.graph().isWaiting(id));
    return List.copyOf(missing);
  }

  /**
   * One fate for all of them. What an authority sends it has admitted, whatever it once said of it,
   * before it lost its log.
   */
  private void admit(Pack unit) {
    List<Commit> fresh = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    boolean authority = context.settings().authority();
    for (Commit commit : unit.commits()) {
      if (!authority) {
        repository.refusals().forgive(commit.id());
      }
      Optional<Refusal> known = repository.refusals().find(commit.id());
      known.ifPresent(refused::add);
      if (known.isEmpty() && !repository.graph().contains(commit.id())) {
        fresh.add(commit);
      }
    }
    SessionId author = unit.piece().seal().session();
    refused.forEach(refusal -> link.refuse(refusal, author));
    List<CommitId> absent = repository.graph().missing(fresh);
    for (CommitId parent : absent) {
      if (authority) {
        repository.refusals().above(parent, author).ifPresent(refused::add);
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    if (!refused.isEmpty()) {
      refuse(fresh, refused.get(0));
    } else if (fresh.size() < unit.commits().size()) {
      refuse(
          fresh,
          new Refusal(
              fresh.get(0).id(),
              "invalid-value",
              "A commit of its atomic pack was sent under another seal."));
    } else if (!absent.isEmpty()) {
      repository.graph().await(new Pack(unit.piece(), fresh));
      missing.addAll(absent);
    } else {
      judge(fresh, unit.piece());
    }
  }

  private void judge(List<Commit> commits, Piece piece) {
    try {
      boolean covered = repository.receipts().cover(commits);
      if (!covered && (repository.restoration().holdsBack() || isExpired(piece.seal()))) {
        return;
      }
      if (context.settings().authority() && !covered) {
        context.permissions().examine(repository, commits, piece.seal(), author(piece));
      }
      for (Commit commit : commits) {
        commit.operations();
        repository.graph().check(commit);
      }
      if (context.settings().authority() && !covered) {
        asked = context.permissions().judge(repository, commits, author(piece));
        if (asked.isPresent()) {
          return;
        }
      }
      for (Commit commit : commits) {
        Node node = repository.graph().admit(commit, piece);
        repository.receipts().admitted(node.number(), node.id());
        admitted.add(node);
      }
      back += covered ? commits.size() : 0;
    } catch (GoatException wrong) {
      if (repository.log().isDamaged()) {
        throw wrong;
      }
      refuse(commits, refusal(commits.get(0).id(), wrong));
    }
  }

  private Refusal refusal(CommitId commit, GoatException wrong) {
    return wrong instanceof GoatException.Denied denied && denied.isByRules()
        ? new Refusal(
            commit,
            wrong.code(),
            wrong.getMessage(),
            denied.rule().orElse(""),
            context.permissions().digest())
        : new Refusal(commit, wrong.code(), wrong.getMessage());
  }

  private Certificate author(Piece piece) {
    return authors.apply(piece.seal().session()).orElseThrow();
  }

  /** What others bring of a session whose certificate has expired waits until it has a new one. */
  private boolean isExpired(Seal seal) {
    return context.settings().authority()
        && !authors.apply(seal.session()).orElseThrow().isValidAt(context.wallMillis());
  }

  /** The authority's answer; a client that cannot use commits only leaves them out. */
  private void refuse(List<Commit> commits, Refusal why) {
    if (!context.settings().authority()) {
      String item = commits.get(0).header().item();
      context
          .outbox()
          .add(new Notice.Warning("A commit of " + item + " was left out: " + why.reason()));
      return;
    }
    for (Commit commit : commits) {
      Refusal refusal = why.of(commit.id());
      SessionId author = commit.header().session();
      repository.refusals().add(refusal, author);
      link.refuse(refusal, author);
      for (CommitId child : repository.graph().forget(commit.id())) {
        link.refuse(refusal.of(child).forOthers(), author);
      }
    }
  }
}
