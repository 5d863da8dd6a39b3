package dev.goatdb.web;

import dev.goatdb.core.Indexing;
import dev.goatdb.core.Policy;
import dev.goatdb.core.Settings;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.value.ItemPath;
import java.util.Optional;
import java.util.Set;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;
import org.teavm.jso.JSObject;

/** What the engine's JavaScript module exports. */
@JSExportClasses({WebEngine.class, WebOpening.class, WebQuery.class})
public final class EngineModule {
  private static final long SYNC_WITHIN_MILLIS = 1_000;

  private EngineModule() {}

  /** The version of commits that this engine writes. */
  @JSExport
  public static int formatVersion() {
    return Header.VERSION;
  }

  /** Makes the page's functions serve the engine where they are faster; called once, at first. */
  @JSExport
  public static void install(PurePort page) {
    Pure.install(new WebFunctions(page));
  }

  /** Makes the module of expressions serve all engines that are made from now on. */
  @JSExport
  public static void installExpressions(ExpressionsPort expressions) {
    WebExpression.install(expressions);
  }

  /** A new engine of a replica; throws an error with code and remedy for a bad definition. */
  @JSExport
  public static WebEngine create(Ports ports, Options options) {
    return Boundary.guard(() -> new WebEngine(ports, settings(options)));
  }

  /** What is wrong with what an item shows, {@code {field: text}}; mostly nothing. */
  @JSExport
  public static JSObject problems(WebEngine engine, String path) {
    return Boundary.guard(() -> {
      JSObject problems = Js.object();
      for (var entry : engine.engine().inspect(ItemPath.parse(path)).problems().entrySet()) {
        Js.set(problems, entry.getKey(), Js.of(entry.getValue()));
      }
      return problems;
    });
  }

  /**
   * Why a field of an item shows what it shows, {@code {rule, changes: [{what, entry, value, user,
   * session, at, commit, shows}]}}, where {@code what} is set, cleared, added, removed or
   * increased.
   */
  @JSExport
  public static JSObject explain(WebEngine engine, String path, String field) {
    return Boundary.guard(() -> {
      ItemPath item = ItemPath.parse(path);
      FieldType type = engine.schema(item).field(field).type();
      return WebExplanation.of(type, field, engine.engine().inspect(item));
    });
  }

  /** What an item is built on now, to be expected later: its path, and the ids of its heads. */
  @JSExport
  public static String heads(WebEngine engine, String path) {
    return engine.call(() -> WebAtomic.heads(engine.engine().atomic(), path));
  }

  /** Begins edits that count all together; {@code expected} holds heads, one item a line. */
  @JSExport
  public static void begin(WebEngine engine, String expected) {
    engine.run(() -> engine.engine().atomic().begin(WebAtomic.expected(expected)));
  }

  /** They are all made, or are taken back. */
  @JSExport
  public static void end(WebEngine engine, boolean whole) {
    engine.run(() -> {
      if (whole) {
        engine.engine().atomic().finish();
      } else {
        engine.engine().atomic().cancel();
      }
    });
  }

  private static Settings settings(Options options) {
    byte[] root = options.getRootKey();
    Optional<Octets> rootKey = Optional.ofNullable(root).map(Octets::of);
    return new Settings(
        rootKey.map(OrganisationId::of).orElse(OrganisationId.UNKNOWN),
        rootKey,
        Octets.of(options.getSessionKey()),
        options.isFollower() ? Settings.Role.FOLLOWER : Settings.Role.KEEPER,
        Set.of(),
        WebExpression.schemas(options.getDefinition()),
        options.getCommitsPerSecond(),
        Indexing.NONE,
        SYNC_WITHIN_MILLIS,
        Limits.DEFAULT,
        Policy.ofClient());
  }
}
