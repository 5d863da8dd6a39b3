package dev.goatdb.web;

import dev.goatdb.core.Indexing;
import dev.goatdb.core.Settings;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import java.util.Optional;
import java.util.Set;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;

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
        Limits.DEFAULT);
  }
}
