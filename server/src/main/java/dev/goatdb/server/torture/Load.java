package dev.goatdb.server.torture;

import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A client that creates and edits as fast as its server follows, and notes what the server
 * acknowledged.
 */
final class Load implements AutoCloseable {
  private static final int MOST_WAITING = 500;

  private final GoatDB db;
  private final Ledger ledger;
  private final Random random;
  private final String name;
  private final Thread thread;
  private final List<String> keys = new ArrayList<>();
  private final List<Integer> versions = new ArrayList<>();
  private final ArrayDeque<Written> waiting = new ArrayDeque<>();
  private volatile boolean stopped;

  /** A version of an item that is not acknowledged yet. */
  private record Written(Item item, String key, int version) {}

  /**
   * @param name what the keys of its items begin with
   */
  Load(String name, Path folder, String address, Ledger ledger, long seed) {
    this.name = name;
    this.ledger = ledger;
    this.random = new Random(seed);
    this.db =
        GoatDB.open(folder, o -> o.schemas(Notes.NOTE).server(address).commitsPerSecond(1000));
    db.counts(Notes.REPOSITORY);
    this.thread = Thread.ofPlatform().name("load-" + name).start(this::run);
  }

  GoatDB db() {
    return db;
  }

  private void run() {
    while (!stopped) {
      if (waiting.size() < MOST_WAITING) {
        write();
      } else {
        Waiting.sleep(5);
      }
      collect();
    }
  }

  private void write() {
    if (keys.isEmpty() || random.nextInt(3) == 0) {
      String key = name + "-" + keys.size();
      keys.add(key);
      versions.add(0);
      Item item = db.createAt(Notes.path(key), Notes.NOTE, Map.of("text", Notes.text(key, 0)));
      waiting.add(new Written(item, key, 0));
    } else {
      int which = random.nextInt(keys.size());
      int version = versions.get(which) + 1;
      String key = keys.get(which);
      Item item = db.item(Notes.path(key));
      item.set(Notes.TEXT, Notes.text(key, version));
      versions.set(which, version);
      waiting.add(new Written(item, key, version));
    }
  }

  /** An item is on the server as a whole: so is each version that was written before. */
  private void collect() {
    for (int looks = waiting.size(); looks > 0; looks--) {
      Written oldest = waiting.remove();
      if (oldest.item().isOnServer()) {
        ledger.note(oldest.key(), oldest.version());
      } else {
        waiting.add(oldest);
      }
    }
  }

  /** Stops writing; what the server still acknowledges is noted. */
  void stop() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    collect();
  }

  @Override
  public void close() {
    stop();
    db.close();
  }
}
