package dev.goatdb.server.torture;

import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was acknowledged: of each item the newest version. */
final class Ledger {
  private final Map<String, Integer> versions = new ConcurrentHashMap<>();
  private final AtomicLong acknowledged = new AtomicLong();

  /** A version of an item was acknowledged. */
  void note(String key, int version) {
    acknowledged.incrementAndGet();
    versions.merge(key, version, Math::max);
  }

  /** How many acknowledgements there were. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** What a database lacks, in words. */
  List<String> lost(GoatDB db) {
    List<String> lost = new ArrayList<>();
    versions.forEach((key, version) -> {
      Optional<Item> item = db.find(Notes.path(key));
      String text = item.map(one -> one.get(Notes.TEXT)).orElse("nothing");
      if (Notes.version(key, text).filter(found -> found >= version).isEmpty()) {
        lost.add("acknowledged: " + Notes.text(key, version) + "; found: " + text);
      }
    });
    return lost;
  }

  /** What a database shows of items that nobody wrote; what it cannot read is not wrong. */
  List<String> wrong(GoatDB db) {
    List<String> wrong = new ArrayList<>();
    for (String key : db.keys(Notes.REPOSITORY)) {
      readable(db, key)
          .filter(text -> Notes.version(key, text).isEmpty())
          .ifPresent(text -> wrong.add(key + " shows " + text));
    }
    return wrong;
  }

  private static Optional<String> readable(GoatDB db, String key) {
    try {
      return Optional.of(db.item(Notes.path(key)).get(Notes.TEXT));
    } catch (GoatException.Corrupted reported) {
      return Optional.empty();
    }
  }
}
