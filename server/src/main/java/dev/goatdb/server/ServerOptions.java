package dev.goatdb.server;

import dev.goatdb.Access;
import dev.goatdb.Attempt;
import dev.goatdb.GoatFile;
import dev.goatdb.ItemView;
import dev.goatdb.Options;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Silence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** How a server is opened; the argument of {@link GoatServer#open}. */
public final class ServerOptions {
  private static final int HIGHEST_PORT = 65_535;

  final List<GoatFile> files = new ArrayList<>();
  final List<Schema> schemas = new ArrayList<>();
  final List<Consumer<Options>> upgrades = new ArrayList<>();
  final List<Consumer<Options>> rules = new ArrayList<>();
  Optional<Path> assets = Optional.empty();
  Optional<String> contentSecurityPolicy = Optional.empty();
  String host = "127.0.0.1";
  int port = 8080;
  boolean restoring;
  Duration silence = Silence.DEFAULT;

  ServerOptions() {}

  /** Adds the schemas and rules of a definition file. */
  public ServerOptions file(GoatFile file) {
    files.add(file);
    return this;
  }

  /** Adds schemas. */
  public ServerOptions schemas(Schema... more) {
    schemas.addAll(List.of(more));
    return this;
  }

  /**
   * Gives the code of an upgrade, which runs here for all clients; see {@link Options#upgrade}.
   *
   * @param schema the name of the schema
   * @param version the version whose upgrade it is
   */
  public ServerOptions upgrade(
      String schema, int version, Function<ItemView, Map<String, ?>> code) {
    upgrades.add(options -> options.upgrade(schema, version, code));
    return this;
  }

  /** Adds a rule that is code; see {@link Options#rule}. */
  public ServerOptions rule(
      String name, String path, String otherwise, Predicate<Attempt> allows, Access... about) {
    rules.add(options -> options.rule(name, path, otherwise, allows, about));
    return this;
  }

  /**
   * Where to listen; 8080 by default, 0 takes a free port.
   *
   * @throws GoatException.InvalidValue where it is not from 0 to 65535
   */
  public ServerOptions port(int number) {
    if (number < 0 || number > HIGHEST_PORT) {
      throw new GoatException.InvalidValue(
          number + " is not a port.", "Use 1 to " + HIGHEST_PORT + ", or 0 for a free one.");
    }
    port = number;
    return this;
  }

  /**
   * The address to listen at; by default 127.0.0.1, which only this machine reaches. 0.0.0.0 is
   * every network this machine is in.
   */
  public ServerOptions host(String address) {
    host = address;
    return this;
  }

  /**
   * After how long without a sign of life a connection counts as broken and is closed; 45 seconds
   * by default. Clients are given signs of life, and asked for them, three times within it.
   *
   * @param longest from a second to an hour
   * @throws GoatException.InvalidValue for another time
   */
  public ServerOptions silence(Duration longest) {
    silence = Silence.require(longest);
    return this;
  }

  /**
   * Begins as a server that lost data and gets it back from its clients: nothing new is taken in
   * until {@link dev.goatdb.Authority#goOn}.
   */
  public ServerOptions restoring() {
    restoring = true;
    return this;
  }

  /**
   * Serves the files of a folder, such as a built web application, in place of the status page.
   *
   * @throws GoatException.NotFound where it is not a folder
   */
  public ServerOptions assets(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new GoatException.NotFound(
          "There is no folder " + folder + " with assets.",
          "Build the application first, or leave the option out.");
    }
    assets = Optional.of(folder.toAbsolutePath().normalize());
    return this;
  }

  /**
   * What pages of the application may load and talk to, as in the header Content-Security-Policy;
   * by default only what comes from this server.
   */
  public ServerOptions contentSecurityPolicy(String policy) {
    contentSecurityPolicy = Optional.of(policy);
    return this;
  }
}
