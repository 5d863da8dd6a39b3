package dev.goatdb.web;

import dev.goatdb.core.Atomic;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.ItemPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What items are expected to be built on, as lines of a path and ids with a tab after each: no path
 * holds one.
 */
final class WebAtomic {
  private WebAtomic() {}

  static String heads(Atomic atomic, String path) {
    StringBuilder line = new StringBuilder(path).append('\t');
    for (CommitId id : atomic.heads(ItemPath.parse(path))) {
      line.append(id.hash().hex()).append('\t');
    }
    return line.append('\n').toString();
  }

  static Map<ItemPath, List<CommitId>> expected(String lines) {
    Map<ItemPath, List<CommitId>> expected = new LinkedHashMap<>();
    List<CommitId> heads = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < lines.length(); at++) {
      char c = lines.charAt(at);
      if (c == '\n') {
        from = at + 1;
      } else if (c == '\t') {
        String word = lines.substring(from, at);
        if (word.startsWith("/")) {
          heads = new ArrayList<>();
          expected.put(ItemPath.parse(word), heads);
        } else {
          heads.add(new CommitId(Octets.ofHex(word)));
        }
        from = at + 1;
      }
    }
    return expected;
  }
}
