package dev.goatdb;

import dev.goatdb.SyncTest.Pipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The databases of the shared cases: a server, and one for each name and version of the
 * application, made when a case first needs it. They are offline but for {@link #sync}.
 */
final class CasePeers implements AutoCloseable {
  static final String REPOSITORY = "/data/cases";

  private final GoatFile definition = SharedCases.definition();
  private final GoatDB server = GoatDB.inMemory(o -> o.file(definition).authority());
  private final Map<String, GoatDB> peers = new LinkedHashMap<>();
  private final Map<String, Set<String>> unseen = new ConcurrentHashMap<>();

  /** The database of somebody whose application knows the schemas up to a version. */
  GoatDB peer(String name, int version) {
    return peers.computeIfAbsent(name + version, key -> open(key, version));
  }

  private GoatDB open(String key, int version) {
    GoatDB db =
        GoatDB.inMemory(o ->
            o.schemas(known(version))
                .server("ws://127.0.0.1:1")
                .commitsPerSecond(1000)
                .executor(Runnable::run));
    db.onDeletedWithUnseenEdits(edits -> {
      Set<String> told = unseen(key, edits.item().path());
      edits.fields().forEach(field -> told.add(field + (edits.local() ? " (here)" : "")));
    });
    return db;
  }

  private Set<String> unseen(String peer, String path) {
    return unseen.computeIfAbsent(peer + path, key -> new ConcurrentSkipListSet<>());
  }

  /** The fields of edits of an item of which somebody was told that a deletion met them. */
  Set<String> unseen(String name, int version, String path) {
    return unseen(name + version, path);
  }

  /** The newest version of a schema that an application knows. */
  Schema schema(String name, int version) {
    Schema newest = null;
    for (Schema schema : known(version)) {
      newest = schema.name().equals(name) ? schema : newest;
    }
    return newest;
  }

  private Schema[] known(int version) {
    return definition.schemas().stream()
        .filter(schema -> schema.version() <= version)
        .toArray(Schema[]::new);
  }

  /** Connects some peers with the server until all hold the same. */
  void sync(Collection<GoatDB> some) throws Exception {
    List<Pipe> pipes = new ArrayList<>();
    try {
      for (GoatDB peer : some) {
        pipes.add(new Pipe(peer, server));
      }
      SyncTest.await(() -> agree(some));
    } finally {
      pipes.forEach(Pipe::close);
    }
  }

  private boolean agree(Collection<GoatDB> some) {
    String held = server.status(REPOSITORY).commitDigest();
    for (GoatDB peer : some) {
      RepositoryStatus status = peer.status(REPOSITORY);
      if (status.pending() > 0 || !status.commitDigest().equals(held)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    peers.values().forEach(GoatDB::close);
    server.close();
  }
}
