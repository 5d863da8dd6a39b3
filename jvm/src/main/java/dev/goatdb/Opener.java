package dev.goatdb;

import dev.goatdb.jvm.Folder;
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
      return new GoatDB(options, Optional.of(folder), session(options, own), new FileStore(path))
          .start();
    } catch (RuntimeException failed) {
      folder.close();
      throw failed;
    }
  }

  static GoatDB inMemory(Options options) {
    Identity own = Identity.fleeting(options.server.isEmpty(), options.root);
    return new GoatDB(options, Optional.empty(), session(options, own), new MemoryStore()).start();
  }

  private static Identity session(Options options, Identity own) {
    return options.sessionKey.map(own::withSession).orElse(own);
  }
}
