package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.rule.Attempt;
import dev.goatdb.core.rule.CodeRules;
import dev.goatdb.core.rule.RuleBook;
import dev.goatdb.core.rule.Verdict;
import dev.goatdb.core.rule.Who;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who may do what by rules, which do not apply to the authority and its operator's sessions. */
final class RulePermissions extends Requirements {
  private final Context context;
  private final Repositories repositories;
  private final RuleBook rules;
  private final CodeRules code;
  private final Grants grants;
  private final Map<String, Long> refused = new TreeMap<>();
  private @Nullable Known last;

  /** A session and how rules see it: many commits in a row are of one. */
  private record Known(Certificate of, Who who) {}

  RulePermissions(Context context, Repositories repositories, RuleBook rules, CodeRules code) {
    super(context);
    this.context = context;
    this.repositories = repositories;
    this.rules = rules;
    this.code = code;
    this.grants = new Grants(context, this);
  }

  @Override
  boolean areChecked() {
    return true;
  }

  @Override
  Map<String, Long> refused() {
    return Map.copyOf(refused);
  }

  @Override
  Octets digest() {
    return rules.digest();
  }

  @Override
  Optional<RepositoryPath> judge(Repository in, List<Commit> commits, Certificate author) {
    if (isExempt(author)) {
      return Optional.empty();
    }
    Looking looking = new Looking(in, new HashMap<>());
    Who who = who(author);
    for (Commit commit : commits) {
      String item = commit.header().item();
      List<Attempt> attempts =
          Attempts.of(context, in, who, item, commit.header().schema()).of(commit);
      for (Attempt attempt : attempts) {
        Optional<RepositoryPath> asked = require(attempt, looking);
        if (asked.isPresent()) {
          return asked;
        }
      }
      if (commits.size() > 1) {
        looking.left().put(item, lookup(attempts.get(0).after()));
      }
    }
    return Optional.empty();
  }

  private static Scope.Lookup lookup(Attempt.@Nullable Seen seen) {
    return seen == null ? Scope.Lookup.ABSENT : new Scope.Lookup(seen.fields(), true, seen.type());
  }

  /** Throws {@code Denied}, or gives the repository that must be open first. */
  private Optional<RepositoryPath> require(Attempt attempt, Attempt.Items items) {
    Verdict verdict = rules.judge(attempt, items);
    return opens(verdict instanceof Verdict.Allowed ? code.judge(attempt, items) : verdict);
  }

  private Optional<RepositoryPath> opens(Verdict verdict) {
    if (verdict instanceof Verdict.Denied denied) {
      refused.merge(denied.rule().orElse(""), 1L, Long::sum);
      deny(denied);
    }
    return verdict instanceof Verdict.Asks asks
        ? Optional.of(ItemPath.parse(asks.path()).repository())
        : Optional.empty();
  }

  private static void deny(Verdict.Denied denied) {
    throw new GoatException.Denied(denied.rule(), denied.reason());
  }

  /**
   * Where something was looked up that is not here, it may be at the authority; the edit is made,
   * and judged there.
   */
  @Override
  void foresee(Repository in, String item, SchemaId schema, List<Operation> operations) {
    Optional<Certificate> own = context.certificate();
    if (context.settings().decides() || own.isEmpty() || own.get().trusted()) {
      return;
    }
    boolean fresh = in.items().isNew(item);
    Document document = fresh ? in.items().resident(item) : in.items().document(item).orElse(null);
    ItemState base =
        document == null
            ? in.items().showing().beginning(schema)
            : context.atomic().isOpen() ? document.merged() : document.shown();
    Attempt attempt =
        Attempts.of(context, in, who(own.get()), item, schema)
            .of(fresh || base.deleted() ? null : base, base, operations);
    if (rules.judge(attempt, new Looking(in, Map.of())) instanceof Verdict.Denied denied) {
      deny(denied);
    }
  }

  /** What rules cannot tell at once is not shown; its commit may be. */
  @Override
  boolean allowsLive(
      Repository in,
      String item,
      SchemaId schema,
      List<Operation> operations,
      Certificate session) {
    if (isExempt(session)) {
      return true;
    }
    Document document = in.items().document(item).orElse(null);
    boolean shown = document != null && in.items().schema(item).filter(schema::equals).isPresent();
    if (document == null || !shown || !LiveEdits.fit(context, schema, operations)) {
      return false;
    }
    ItemState base = document.merged();
    Attempt attempt =
        Attempts.of(context, in, who(session), item, schema)
            .live(base.deleted() ? null : base, base, operations);
    Looking looking = new Looking(in, Map.of());
    return rules.judge(attempt, looking) instanceof Verdict.Allowed
        && code.judge(attempt, looking) instanceof Verdict.Allowed;
  }

  @Override
  Optional<RepositoryPath> requireReadable(
      Certificate session, RepositoryPath repository, Consumer<ItemPath> lookedUp) {
    if (isExempt(session)) {
      return Optional.empty();
    }
    Attempt.Items items =
        path -> {
          lookedUp.accept(path);
          return find(path);
        };
    Verdict verdict = rules.reading(who(session), repository, items);
    if (verdict instanceof Verdict.Allowed) {
      verdict = code.judge(Attempt.toOpen(who(session), repository, context.wallMillis()), items);
    }
    if (verdict instanceof Verdict.Some) {
      throw new GoatException.Denied(
          Optional.empty(),
          "Which items of "
              + repository
              + " may be read depends on the items, which this server"
              + " cannot do yet.");
    }
    return opens(verdict);
  }

  /** What is written down of sessions has an effect. */
  @Override
  void serve(Engine engine) {
    if (context.settings().authority()) {
      context
          .outbox()
          .watch(path -> {
            if (path.repository().equals(Sessions.HOME)) {
              context.atEnd(() ->
                  repositories.ifOpen(
                      Sessions.HOME, home -> Sessions.changed(engine, home, path.item())));
            }
          });
      context.schemas().add(Sessions.SCHEMA);
    }
  }

  @Override
  void subscribe(Connection connection, Message.Subscribe wanted) {
    grants.decide(connection, wanted);
  }

  @Override
  void gone(Connection connection) {
    grants.gone(connection);
  }

  @Override
  Optional<String> user(SessionId session) {
    Repository home = repositories.find(Sessions.HOME);
    return home == null ? Optional.empty() : Sessions.user(home, session);
  }

  @Override
  void whenOpen(RepositoryPath path, Runnable then, Consumer<GoatException> otherwise) {
    repositories.whenOpen(path, repository -> then.run(), otherwise);
  }

  private boolean isExempt(Certificate session) {
    return session.session().equals(context.session()) || session.trusted();
  }

  private Who who(Certificate of) {
    Known known = last;
    if (known == null || !known.of().equals(of)) {
      known = new Known(of, Who.of(of.session().bytes().hex(), of.user()));
      last = known;
    }
    return known.who();
  }

  /** An item as it is shown here; unknown where it is not, and somebody else may have it. */
  private Scope.Lookup find(ItemPath path) {
    Repository repository = repositories.find(path.repository());
    if (repository == null || repository.isProvisional()) {
      return Scope.Lookup.UNKNOWN;
    }
    Document document = repository.items().document(path.item()).orElse(null);
    Optional<SchemaId> id =
        document == null ? Optional.empty() : repository.items().schema(path.item());
    if (document == null || id.isEmpty() || document.shown().deleted()) {
      return context.settings().decides() ? Scope.Lookup.ABSENT : Scope.Lookup.UNKNOWN;
    }
    Optional<Schema> schema = context.schemas().find(id.get());
    return schema.isPresent()
        ? new Scope.Lookup(schema.get().shown(document.shown()), true, schema.get().inExpressions())
        : new Scope.Lookup(document.shown().fields(), true, Scope.Lookup.ABSENT.type());
  }

  /** Where a write looks items up: first among what the commits leave that have its fate. */
  private final class Looking implements Attempt.Items {
    private final Repository in;
    private final Map<String, Scope.Lookup> left;

    Looking(Repository in, Map<String, Scope.Lookup> left) {
      this.in = in;
      this.left = left;
    }

    Map<String, Scope.Lookup> left() {
      return left;
    }

    @Override
    public Scope.Lookup find(ItemPath path) {
      Scope.Lookup known =
          left.isEmpty() || !path.repository().equals(in.path()) ? null : left.get(path.item());
      return known != null ? known : RulePermissions.this.find(path);
    }
  }
}
