package dev.goatdb;

import dev.goatdb.core.Policy;
import dev.goatdb.core.Settings;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.rule.RuleBook;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.HostOptions;
import dev.goatdb.jvm.Silence;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** How a database is opened; the argument of {@link GoatDB#open}. */
public final class Options {
  private static final int MOST_OPEN = 512;
  private static final int STATE_BYTES = 2_000;

  final Schemas schemas = new Schemas();
  final List<UpgradeCode> upgrades = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<RuleCode> code = new ArrayList<>();
  Optional<URI> server = Optional.empty();
  Optional<Octets> root = Optional.empty();
  Optional<Executor> executor = Optional.empty();
  Optional<Path> sessionKey = Optional.empty();
  int commitsPerSecond = 3;
  Durability durability = Durability.SYNCED;
  long syncWithinMillis = 1_000;
  long memoryBytes = Math.clamp(Runtime.getRuntime().maxMemory() / 8, 8L << 20, 256L << 20);
  Duration silence = Silence.DEFAULT;
  boolean authority;

  private Options() {}

  static Options of(Consumer<Options> configure) {
    Options options = new Options();
    configure.accept(options);
    options.schemas.requireChains();
    UpgradeCode.of(options.upgrades, options.schemas);
    return options;
  }

  /**
   * Adds schemas.
   *
   * @throws GoatException.InvalidDefinition where two definitions share a name and version
   */
  public Options schemas(Schema... more) {
    for (Schema schema : more) {
      schemas.add(schema.definition());
    }
    return this;
  }

  /**
   * Adds the schemas and rules of a definition file and, where it pins one, its organisation. A
   * client judges edits by the rules before it makes them, as far as it can: those that the server
   * is certain to refuse throw {@code Denied} at once.
   */
  public Options file(GoatFile file) {
    file.schemas().forEach(this::schemas);
    rules.addAll(file.rules());
    file.organisationRoot().ifPresent(key -> root = Optional.of(rootKey(key)));
    return this;
  }

  /**
   * Gives the code of an upgrade: a function from an item as the version before shows it to the
   * fields that the definition names under {@code code}; what it leaves out gets its default.
   *
   * <p>It runs where the database is the authority, which is the server, or this program where
   * there is none: once for each item in a repository that is opened, in the background, on a
   * thread of its own, and again when edits of older versions come in. It must give the same for
   * the same item. Where it throws, or gives what a field cannot hold, the item keeps what it has
   * and says so in {@link Item#problems}. A database with a server never calls it.
   *
   * @param schema the name of the schema
   * @param version the version whose upgrade it is; opening throws {@code InvalidDefinition} where
   *     that one names no field under {@code code}
   */
  public Options upgrade(String schema, int version, Function<ItemView, Map<String, ?>> code) {
    upgrades.add(new UpgradeCode(schema, version, code));
    return this;
  }

  /**
   * Adds a rule that is code, which only the authority asks: about what the rules of the definition
   * file allow, so it takes away and never gives. It runs while the database is held, so it must be
   * quick and wait for nothing; where it throws, it does not allow. The authority's own edits, and
   * sessions of the operator, are not judged.
   *
   * @param name what a refusal calls it
   * @param path {@code /type/repo/item}, each part a name, {@code {variable}} or {@code *}
   * @param otherwise what to tell somebody who is refused
   * @param about what it is asked about
   * @throws GoatException.InvalidDefinition where the path is no pattern
   */
  public Options rule(
      String name, String path, String otherwise, Predicate<Attempt> allows, Access... about) {
    code.add(RuleCode.of(name, path, Set.of(about), otherwise, allows));
    return this;
  }

  /**
   * Keeps in step with a server.
   *
   * @param address {@code ws://host:port} or {@code wss://host}
   * @throws GoatException.InvalidValue where the address is not of that form
   */
  public Options server(String address) {
    try {
      URI uri = new URI(address);
      boolean socket = "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
      if (!socket || uri.getHost() == null) {
        throw badAddress(address);
      }
      String path = uri.getPath() == null || uri.getPath().length() < 2 ? "/sync" : uri.getPath();
      server = Optional.of(uri.resolve(path));
      return this;
    } catch (URISyntaxException malformed) {
      throw badAddress(address).causedBy(malformed);
    }
  }

  /**
   * After how long without a sign of life the connection to the server counts as broken, so that
   * another one is made; 45 seconds by default. The server is asked for signs of life three times
   * within it.
   *
   * @param longest from a second to an hour
   * @throws GoatException.InvalidValue for another time
   */
  public Options silence(Duration longest) {
    silence = Silence.require(longest);
    return this;
  }

  /**
   * How many commits of one item are made per second at the most, from 1 to 1,000; 3 by default.
   */
  public Options commitsPerSecond(int most) {
    if (most < 1 || most > 1000) {
      throw new GoatException.InvalidValue(
          "commitsPerSecond cannot be " + most + ".", "Use 1 to 1000.");
    }
    commitsPerSecond = most;
    return this;
  }

  /**
   * When edits are safe, and what {@link GoatDB#flush()} waits for; {@link Durability#SYNCED} by
   * default. With {@link Durability#BUFFERED} they are on the disk within a second.
   */
  public Options durability(Durability wanted) {
    durability = wanted;
    return this;
  }

  /**
   * Edits are buffered, and on the disk within a time.
   *
   * @param within from 1 millisecond to an hour
   * @throws GoatException.InvalidValue for another time
   */
  public Options buffered(Duration within) {
    if (within.toMillis() < 1 || within.compareTo(Duration.ofHours(1)) > 0) {
      throw new GoatException.InvalidValue(
          "Edits cannot be on the disk within " + within + ".", "Use 1 millisecond to an hour.");
    }
    syncWithinMillis = within.toMillis();
    return durability(Durability.BUFFERED);
  }

  /**
   * About how much memory may be used for items and pages that were read and that nobody works
   * with; by default an eighth of the heap, but 8 to 256 MiB. With less, reads are slower.
   *
   * @param bytes at least 1 MiB
   * @throws GoatException.InvalidValue for less
   */
  public Options memory(long bytes) {
    if (bytes < 1 << 20) {
      throw new GoatException.InvalidValue(
          "A database cannot work with " + bytes + " bytes of memory.", "Give it 1 MiB or more.");
    }
    memoryBytes = bytes;
    return this;
  }

  /** Where listeners run; by default on a thread of the database, one after another. */
  public Options executor(Executor listeners) {
    executor = Optional.of(listeners);
    return this;
  }

  /**
   * Uses the session of a key file, such as a server's {@code trusted.key}, instead of this
   * device's own.
   */
  public Options sessionKey(Path file) {
    sessionKey = Optional.of(file);
    return this;
  }

  /**
   * Makes this database the authority of its organisation: it judges what comes in and signs
   * receipts. For servers.
   */
  public Options authority() {
    authority = true;
    return this;
  }

  /** Whether nobody else decides which commits count. */
  boolean decides() {
    return authority || server.isEmpty();
  }

  private Settings.Role role() {
    Settings.Role alone = server.isEmpty() ? Settings.Role.OWNER : Settings.Role.KEEPER;
    return authority ? Settings.Role.AUTHORITY : alone;
  }

  HostOptions host() {
    long within = durability == Durability.SYNCED ? 0 : syncWithinMillis;
    return new HostOptions(
        role(), schemas, commitsPerSecond, within, memoryBytes, MOST_OPEN, policy());
  }

  /** An authority always has one, for some paths are its own; others where there are rules. */
  private Policy policy() {
    return authority || !rules.isEmpty()
        ? Policy.of(RuleBook.of(rules, schemas.inExpressions()), RuleCode.all(code))
        : Policy.open();
  }

  /** How many states of items are kept for reading without a lock. */
  int states() {
    return Math.clamp(memoryBytes / 4 / STATE_BYTES, 1_000, 32_000);
  }

  private static Octets rootKey(String base64) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(base64);
      if (key.length == 32) {
        return Octets.wrap(key);
      }
    } catch (IllegalArgumentException malformed) {
      throw badRoot().causedBy(malformed);
    }
    throw badRoot();
  }

  private static GoatException badRoot() {
    return new GoatException.InvalidDefinition(
        "The root key of the organisation is not 32 bytes in base64url.",
        "Copy it from the server's folder, file organisation.");
  }

  private static GoatException badAddress(String address) {
    return new GoatException.InvalidValue(
        "'" + address + "' is not the address of a server.", "Write ws://host:port or wss://host.");
  }
}
