package dev.goatdb;

import dev.goatdb.core.Sessions;
import dev.goatdb.jvm.Folder;
import dev.goatdb.jvm.Host;
import dev.goatdb.jvm.Identity;
import dev.goatdb.jvm.store.FileStore;
import dev.goatdb.jvm.store.MemoryStore;
import java.nio.file.Path;
import java.util.Optional;

/** Opens databases: whose they are, and where they live. */
final class Opener {
  private Opener() {}

  static GoatDB open(Path path, Options options) {
    Folder folder = Folder.open(path);
    try {
      boolean founds = options.server.isEmpty();
      Identity own = founds ? Identity.founder(folder) : Identity.replica(folder, options.root);
      GoatDB db =
          new GoatDB(options, Optional.of(folder), session(options, own), new FileStore(path));
      readRevocations(db.start().host());
      return db;
    } catch (RuntimeException failed) {
      folder.close();
      throw failed;
    }
  }

  static GoatDB inMemory(Options options) {
    Identity own = Identity.fleeting(options.server.isEmpty(), options.root);
    return new GoatDB(options, Optional.empty(), session(options, own), new MemoryStore()).start();
  }

  /** Which sessions are revoked is known before any of them can connect. */
  private static void readRevocations(Host host) {
    if (host.logs().contains(Sessions.HOME)) {
      host.on(Sessions.HOME, engine -> engine);
    }
  }

  private static Identity session(Options options, Identity own) {
    return options.sessionKey.map(own::withSession).orElse(own);
  }
}
